package org.jilian.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jilian.record.NodeId;

/**
 * Writes the files that give an external Artemis the rules of the embedded one: every child its own two queues, this node
 * all of them, nobody anything else. Its trust store holds the very certificates of the directory and no authority, so a
 * certificate that the directory does not name gets no session. To be written again, and the broker restarted, after each
 * change of these certificates.
 */
public final class BrokerExport {
    private static final String TRUST_STORE = "jilian-trust.p12";

    /** Artemis' own login module: the user is whose certificate has that subject. */
    private static final String LOGIN_CONFIG = """
            activemq {
               org.apache.activemq.artemis.spi.core.security.jaas.TextFileCertificateLoginModule required
                   reload=true
                   org.apache.activemq.jaas.textfiledn.user="cert-users.properties"
                   org.apache.activemq.jaas.textfiledn.role="cert-roles.properties";
            };
            """;

    private final NodeId self;
    private final SortedMap<NodeId, Collection<X509Certificate>> certificates;

    /** @param certificates the TLS certificates of this node and of each child that the directory names, valid now */
    public BrokerExport(NodeId self, Map<NodeId, ? extends Collection<X509Certificate>> certificates) {
        this.self = self;
        this.certificates = new TreeMap<>(certificates);
        if (!certificates.containsKey(self)) {
            throw new IllegalArgumentException("the directory should name a TLS certificate of " + self
                    + ", but names none; nothing was exported");
        }
    }

    /**
     * Writes into the {@code etc} directory of an Artemis instance.
     *
     * @param keyStore this node's TLS key as PKCS#12, which the broker shows to the children
     * @param password of the key store, and of the trust store written here; it stands in broker.xml, as Artemis wants it
     */
    public void write(Path etc, String host, int port, Path keyStore, String password) throws IOException {
        Files.createDirectories(etc);
        ownersOnly(etc.resolve("broker.xml"));
        Files.writeString(
                etc.resolve("broker.xml"),
                new BrokerXml(self, children(), host, port).text(keyStore, etc.resolve(TRUST_STORE), password));
        Files.writeString(etc.resolve("login.config"), LOGIN_CONFIG);
        store(users(), etc.resolve("cert-users.properties"), "node = subject of its TLS certificate");
        store(roles(), etc.resolve("cert-roles.properties"), "role = node");
        writeTrustStore(etc.resolve(TRUST_STORE), password.toCharArray());
    }

    private List<NodeId> children() {
        return certificates.keySet().stream().filter(node -> !node.equals(self)).toList();
    }

    private Properties users() {
        Properties users = new Properties();
        certificates.forEach((node, own) -> users.setProperty(node.value(), subjects(own)));
        return users;
    }

    private Properties roles() {
        Properties roles = new Properties();
        roles.setProperty(BrokerXml.GATEWAY, self.value());
        children().forEach(child -> roles.setProperty(BrokerXml.role(child), child.value()));
        return roles;
    }

    /** While a certificate is being replaced a node has two, whose subjects may differ: then a pattern, in slashes. */
    private static String subjects(Collection<X509Certificate> own) {
        List<String> names = own.stream().map(BrokerExport::subject).distinct().toList();
        return names.size() == 1
                ? names.get(0)
                : names.stream().map(Pattern::quote).collect(Collectors.joining("|", "/", "/"));
    }

    /**
     * In the form that the login module compares, which is that of the JDK's own certificates, as a handshake gives them,
     * and not of RFC 2253; the certificates here may be another provider's.
     */
    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().toString();
    }

    private void writeTrustStore(Path file, char[] password) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Collection<X509Certificate> own : certificates.values()) {
                for (X509Certificate certificate : own) {
                    trusted.setCertificateEntry("certificate-" + number++, certificate);
                }
            }
            trusted.store(out, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("the trust store " + file + " cannot be written", e);
        }
    }

    /** Before a password is in it; a file system without owners is left as it is. */
    private static void ownersOnly(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void store(Properties properties, Path file, String comment) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, comment);
        }
    }
}

package org.jilian.cli.certs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.NodeKeys;
import org.jilian.crypto.Purpose;
import org.jilian.crypto.SigningKey;
import org.jilian.crypto.Stretching;
import org.jilian.crypto.Suite;
import org.jilian.record.NodeId;

/**
 * A whole federation's authorities in one hand: a root that signs the directory, one that issues the nodes' certificates,
 * one for TLS. For the demo and the example alone; in a real federation each lies with whoever answers for it, and
 * {@code certs ca}, {@code certs request} and {@code certs sign} are the steps.
 */
public final class Authorities {
    private static final Duration BEFORE = Duration.ofHours(1);

    private final Suite suite;
    private final Path folder;
    private final Instant from;
    private final Instant until;
    private final SecureRandom random;
    private final CertificateAuthority root;
    private final CertificateAuthority issuing;
    private final CertificateAuthority tls;

    private Authorities(Suite suite, String name, Path folder, Instant now, Duration life, SecureRandom random) {
        this.suite = suite;
        this.folder = folder;
        // a certificate's dates have whole seconds
        this.from = now.truncatedTo(ChronoUnit.SECONDS).minus(BEFORE);
        this.until = now.truncatedTo(ChronoUnit.SECONDS).plus(life);
        this.random = random;
        this.root = CertificateAuthority.create(suite, name + " root", from, until, random);
        this.issuing = CertificateAuthority.create(suite, name + " authority", from, until, random);
        this.tls = CertificateAuthority.createTls(name + " TLS authority", from, until, random);
    }

    /** Makes them and lays their keys and certificates into a folder as {@code certs directory} reads it. */
    public static Authorities create(
            Suite suite, String name, Path folder, char[] password, Instant now, Duration life, SecureRandom random) {
        Authorities made = new Authorities(suite, name, folder, now, life, random);
        made.root.save(folder.resolve("roots"), password, Stretching.RANDOM);
        made.issuing.save(folder.resolve("authorities"), password, Stretching.RANDOM);
        made.tls.save(folder.resolve("tls-authorities"), password, Stretching.RANDOM);
        return made;
    }

    public SigningKey rootKey() {
        return root.signingKey();
    }

    public X509Certificate rootCertificate() {
        return root.certificate();
    }

    /**
     * Makes a node's keys and issues its certificates, which lie with the keys and, for the directory, in the folder.
     *
     * @param hosts under which its broker is reached
     */
    public void equip(NodeId node, Path keys, char[] password, List<String> hosts) {
        NodeKeys.create(keys, suite, node, password, Stretching.RANDOM, random);
        Path published = folder.resolve("nodes").resolve(node.value());
        try {
            Files.createDirectories(published);
            for (Purpose purpose : Purpose.values()) {
                X509Certificate certificate =
                        issue(purpose, Files.readAllBytes(keys.resolve(purpose.stem() + ".csr.pem")), hosts);
                NodeKeys.install(keys, purpose, certificate);
                Files.writeString(
                        published.resolve(purpose.stem() + ".cert.pem"),
                        Certificates.pem(certificate),
                        StandardCharsets.US_ASCII);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot equip node " + node, e);
        }
    }

    private X509Certificate issue(Purpose purpose, byte[] request, List<String> hosts) {
        return purpose == Purpose.TLS
                ? tls.issue(request, purpose, from, until, hosts)
                : issuing.issue(request, purpose, from, until, List.of());
    }

    /** A file that only its owner may read. */
    public static void writePrivate(Path file, String text) {
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createFile(
                    file,
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0]);
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}

package org.jilian.crypto;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jilian.record.Cipher;
import org.jilian.record.Mac;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;

/**
 * One node's private material, which never leaves its directory: for each {@link Purpose} a key
 * ({@code sign.key.pem}, encrypted), a request ({@code sign.csr.pem}) and a certificate ({@code sign.cert.pem}), and
 * {@code secrets.pem}. All files have mode 0600.
 */
public final class NodeKeys {
    private static final String SECRETS = "secrets.pem";

    private final SigningKey signing;
    private final EncryptionKey encryption;
    private final SigningKey tls;
    private final Mac salt;
    private final Cipher atRest;

    private NodeKeys(SigningKey signing, EncryptionKey encryption, SigningKey tls, Mac salt, Cipher atRest) {
        this.signing = signing;
        this.encryption = encryption;
        this.tls = tls;
        this.salt = salt;
        this.atRest = atRest;
    }

    /**
     * Makes a node's keys, requests and secrets.
     *
     * @param password from a file or an environment variable; the caller clears it
     * @throws MalformedException if the directory already holds a key or secrets, which are never overwritten
     */
    public static void create(Path dir, Suite suite, NodeId node, char[] password, SecureRandom random) {
        create(dir, suite, node, password, Stretching.CHOSEN, random);
    }

    /** As above, under a password whose origin is known. */
    public static void create(
            Path dir, Suite suite, NodeId node, char[] password, Stretching stretching, SecureRandom random) {
        Arrays.stream(Purpose.values()).forEach(purpose -> PrivateFiles.requireAbsent(keyFile(dir, purpose)));
        PrivateFiles.requireAbsent(dir.resolve(SECRETS));
        PrivateFiles.createDirectory(dir);
        for (Purpose purpose : Purpose.values()) {
            SignatureScheme scheme = NamedSuite.schemeOf(suite, purpose);
            KeyPair keys = scheme.newKeyPair(random);
            PrivateFiles.write(
                    dir.resolve(purpose.stem() + ".csr.pem"),
                    CertificateRequest.write(node, purpose, scheme, keys, random));
            KeyFile.write(keyFile(dir, purpose), keys.getPrivate(), password, stretching, random);
        }
        Secrets.random(suite, random).write(dir.resolve(SECRETS), suite, password, stretching, random);
    }

    /**
     * Puts an issued certificate beside its key; needs no password, because the request shows the public key.
     *
     * @throws MalformedException if the certificate is for another key than this purpose's, or not for this purpose
     */
    public static void install(Path dir, Purpose purpose, X509Certificate certificate) {
        CertificateRequest request =
                CertificateRequest.read(PrivateFiles.read(dir.resolve(purpose.stem() + ".csr.pem")));
        requireSameKey(purpose, request.key(), certificate.getPublicKey());
        switch (purpose) {
            case SIGN -> KeyUsages.requireSignature(certificate);
            case ENCRYPT -> KeyUsages.requireEncryption(certificate);
            case TLS -> KeyUsages.requireTls(certificate);
        }
        PrivateFiles.write(certificateFile(dir, purpose), Pem.bytes("CERTIFICATE", Certificates.der(certificate)));
    }

    private static void requireSameKey(Purpose purpose, SubjectPublicKeyInfo requested, PublicKey certified) {
        if (!requested.equals(SubjectPublicKeyInfo.getInstance(certified.getEncoded()))) {
            throw new MalformedException(
                    "certificate",
                    "for the key of " + purpose.stem() + ".csr.pem",
                    "for another key: send that request to the authority again");
        }
    }

    /**
     * @throws MalformedException if a file is not what it should be, or the password is another
     * @throws java.io.UncheckedIOException if a file is missing: an uninstalled certificate, for one
     */
    public static NodeKeys load(Path dir, Suite suite, char[] password) {
        SigningKey sign = new SigningKey(
                key(dir, suite, Purpose.SIGN, password), Certificates.read(certificate(dir, Purpose.SIGN)));
        EncryptionKey encrypt = new EncryptionKey(
                key(dir, suite, Purpose.ENCRYPT, password), Certificates.read(certificate(dir, Purpose.ENCRYPT)));
        SigningKey tls = new SigningKey(
                key(dir, suite, Purpose.TLS, password), Certificates.read(certificate(dir, Purpose.TLS)));
        Secrets secrets = Secrets.read(dir.resolve(SECRETS), suite, password);
        return new NodeKeys(sign, encrypt, tls, suite.mac(secrets.saltKey()), suite.cipher(secrets.atRestKey()));
    }

    private static PrivateKey key(Path dir, Suite suite, Purpose purpose, char[] password) {
        PrivateKey key = KeyFile.read(keyFile(dir, purpose), password);
        NamedSuite.schemeOf(suite, purpose).privateKey(key);
        return key;
    }

    private static byte[] certificate(Path dir, Purpose purpose) {
        return PrivateFiles.read(certificateFile(dir, purpose));
    }

    private static Path keyFile(Path dir, Purpose purpose) {
        return dir.resolve(purpose.stem() + ".key.pem");
    }

    private static Path certificateFile(Path dir, Purpose purpose) {
        return dir.resolve(purpose.stem() + ".cert.pem");
    }

    /** The node that these keys' certificate names. */
    public NodeId node() {
        return Certificates.node(signing.certificate());
    }

    public SigningKey signing() {
        return signing;
    }

    public EncryptionKey encryption() {
        return encryption;
    }

    public SigningKey tls() {
        return tls;
    }

    /** The key of the salts of this node's protected fields. */
    public Mac salt() {
        return salt;
    }

    /** The key of disclosures, quarantined rows and retained input in this node's database. */
    public Cipher atRest() {
        return atRest;
    }

    /**
     * TLS 1.3 only, both sides with certificates, as client and as server. The peer's certificate must chain to one of
     * the trusted roots, be valid now, and then be accepted.
     *
     * @param accepted the directory's pin, asked at every handshake, so that a new directory counts at once
     */
    public SSLContext sslContext(List<X509Certificate> trusted, Predicate<X509Certificate> accepted) {
        return MutualTls.context(tls, trusted, accepted);
    }

    /** The TLS key and certificate in memory, for servers whose clients show no certificate. */
    public KeyStore tlsKeyStore(char[] password) {
        return TlsStores.key(tls, password);
    }

    /** Writes the TLS key and certificate as PKCS#12 (mode 0600), for parts that read key stores from files only. */
    public Path writeTlsKeyStore(Path file, char[] password) {
        return TlsStores.write(file, TlsStores.key(tls, password), password);
    }

    /** Writes trusted TLS roots as PKCS#12 (mode 0600), for parts that read trust stores from files only. */
    public static Path writeTlsTrustStore(Path file, List<X509Certificate> trusted, char[] password) {
        return TlsStores.write(file, TlsStores.trust(trusted), password);
    }
}

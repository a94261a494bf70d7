package org.jilian.simulate;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.crypto.EncryptionKey;
import org.jilian.crypto.Purpose;
import org.jilian.crypto.SigningKey;
import org.jilian.crypto.Suite;
import org.jilian.directory.NodeCertificate;
import org.jilian.directory.Use;
import org.jilian.exchange.Keys;
import org.jilian.record.NodeId;

/**
 * Throw-away keys of a federation in memory: made once per process, since making them costs more than simulating with
 * them. Never of use outside it: they are gone when the process ends.
 */
public final class SampleKeys {
    /** The instant at which sample federations begin. */
    public static final Instant BEGINNING = Instant.parse("2026-01-05T00:00:00Z");

    private static final Instant FROM = BEGINNING.minus(Duration.ofDays(1));
    private static final Instant UNTIL = BEGINNING.plus(Duration.ofDays(3_650));

    private final Suite suite;
    private final SecureRandom random;
    private final CertificateAuthority root;
    private final CertificateAuthority authority;
    private final CertificateAuthority tlsAuthority;
    private final Map<NodeId, NodeMaterial> nodes;

    public SampleKeys(Suite suite, SecureRandom random) {
        this.suite = suite;
        this.random = random;
        this.nodes = new ConcurrentHashMap<>();
        this.root = CertificateAuthority.create(suite, "sample root", FROM, UNTIL, random);
        this.authority = CertificateAuthority.create(suite, "sample authority", FROM, UNTIL, random);
        this.tlsAuthority = CertificateAuthority.createTls("sample TLS authority", FROM, UNTIL, random);
    }

    private SampleKeys(SampleKeys same, Suite suite) {
        this.suite = suite;
        this.random = same.random;
        this.root = same.root;
        this.authority = same.authority;
        this.tlsAuthority = same.tlsAuthority;
        this.nodes = same.nodes;
    }

    /** The same keys, used by another suite of the same kind. */
    SampleKeys with(Suite other) {
        return new SampleKeys(this, other);
    }

    /** What one node keeps, and what the directory says of it. */
    public record NodeMaterial(Keys keys, List<NodeCertificate> certificates) {}

    public Suite suite() {
        return suite;
    }

    public SigningKey root() {
        return root.signingKey();
    }

    public X509Certificate authority() {
        return authority.certificate();
    }

    public X509Certificate tlsAuthority() {
        return tlsAuthority.certificate();
    }

    public NodeMaterial of(NodeId node) {
        return nodes.computeIfAbsent(node, this::make);
    }

    private NodeMaterial make(NodeId node) {
        KeyPair sign = suite.newKeyPair(random);
        KeyPair encrypt = suite.newKeyPair(random);
        X509Certificate signCertificate = issue(suite, node, Purpose.SIGN, sign);
        X509Certificate encryptCertificate = issue(suite, node, Purpose.ENCRYPT, encrypt);
        Suite transport = Suite.named("intl");
        X509Certificate tlsCertificate = tlsAuthority.issue(
                CertificateAuthority.request(transport, node, Purpose.TLS, transport.newKeyPair(random), random),
                Purpose.TLS,
                FROM,
                UNTIL,
                List.of("localhost"));
        Keys keys = new Keys(
                new SigningKey(sign.getPrivate(), signCertificate),
                new EncryptionKey(encrypt.getPrivate(), encryptCertificate),
                suite.mac(bytes(node, "salt", 32)),
                suite.cipher(bytes(node, "at rest", suite.cipherKeySize())));
        return new NodeMaterial(
                keys,
                List.of(
                        listed(Use.SIGN, signCertificate),
                        listed(Use.ENCRYPT, encryptCertificate),
                        listed(Use.TLS, tlsCertificate)));
    }

    private X509Certificate issue(Suite form, NodeId node, Purpose purpose, KeyPair pair) {
        return authority.issue(
                CertificateAuthority.request(form, node, purpose, pair, random), purpose, FROM, UNTIL, List.of());
    }

    private static NodeCertificate listed(Use use, X509Certificate certificate) {
        return new NodeCertificate(
                use,
                certificate,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** The same for the same node, so that record ids and digests do not differ from run to run. */
    private byte[] bytes(NodeId node, String what, int size) {
        byte[] digest = suite.hash()
                .of((node + " " + what).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes();
        return java.util.Arrays.copyOf(digest, size);
    }
}

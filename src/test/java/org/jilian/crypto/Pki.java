package org.jilian.crypto;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jilian.record.NodeId;

/** A federation's certificates in memory: a root, a TLS root, and what they issue to nodes on demand. For tests. */
public final class Pki {
    public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");

    public final Suite suite;
    public final CertificateAuthority root;
    public final CertificateAuthority tlsRoot;
    private final SecureRandom random = new SecureRandom();

    private Pki(String suite) {
        this.suite = Suite.named(suite);
        this.root = CertificateAuthority.create(this.suite, "Root", FROM, UNTIL, random);
        this.tlsRoot = CertificateAuthority.createTls("TLS root", FROM, UNTIL, random);
    }

    public static Pki of(String suite) {
        return new Pki(suite);
    }

    public SigningKey signing(String node) {
        KeyPair keys = suite.newKeyPair(random);
        return new SigningKey(keys.getPrivate(), certificate(node, Purpose.SIGN, keys, root));
    }

    public EncryptionKey encryption(String node) {
        KeyPair keys = suite.newKeyPair(random);
        return new EncryptionKey(keys.getPrivate(), certificate(node, Purpose.ENCRYPT, keys, root));
    }

    public SigningKey tls(String node) {
        KeyPair keys = Suite.named("intl").newKeyPair(random);
        return new SigningKey(keys.getPrivate(), certificate(node, Purpose.TLS, keys, tlsRoot));
    }

    private X509Certificate certificate(String node, Purpose purpose, KeyPair keys, CertificateAuthority authority) {
        byte[] request = CertificateAuthority.request(suite, NodeId.of(node), purpose, keys, random);
        List<String> hosts = purpose == Purpose.TLS ? List.of("localhost", "127.0.0.1") : List.of();
        return authority.issue(request, purpose, FROM, UNTIL, hosts);
    }
}

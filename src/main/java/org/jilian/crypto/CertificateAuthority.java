package org.jilian.crypto;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;

/**
 * Issues a federation's certificates under one self-signed root. There are two: the suite's, for {@code sign} and
 * {@code encrypt} certificates, and the TLS one, always ECDSA P-256, because JDKs speak no TLS with SM2.
 *
 * <p>A certificate says what a key is for; whether it counts, the directory says by its fingerprint.
 */
public final class CertificateAuthority {
    private static final String KEY_FILE = "ca.key.pem";
    private static final String CERTIFICATE_FILE = "ca.cert.pem";

    private final SigningKey root;
    private final SignatureScheme scheme;
    private final SecureRandom random;

    private CertificateAuthority(SigningKey root, SecureRandom random) {
        this.root = root;
        this.scheme = SignatureScheme.of(root.certificate().getPublicKey());
        this.random = random;
    }

    /** A new root for sign and encrypt certificates, on the suite's curve. It may itself sign, as a directory root. */
    public static CertificateAuthority create(
            Suite suite, String commonName, Instant from, Instant until, SecureRandom random) {
        return create(NamedSuite.schemeOf(suite), commonName, from, until, false, random);
    }

    /** A new root for TLS certificates, on P-256 whatever the suite. */
    public static CertificateAuthority createTls(String commonName, Instant from, Instant until, SecureRandom random) {
        return create(SignatureScheme.ECDSA, commonName, from, until, true, random);
    }

    private static CertificateAuthority create(
            SignatureScheme scheme, String commonName, Instant from, Instant until, boolean tls, SecureRandom random) {
        KeyPair keys = scheme.newKeyPair(random);
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
        X509Certificate certificate = new CertificateForm(
                        name,
                        name,
                        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()),
                        from,
                        until)
                .authority(new SchemeSigner(scheme, keys.getPrivate(), random), tls, random);
        return new CertificateAuthority(new SigningKey(keys.getPrivate(), certificate), random);
    }

    /** @throws MalformedException if the files are no root and its key, or the password is another */
    public static CertificateAuthority load(Path dir, char[] password) {
        X509Certificate certificate = Certificates.read(PrivateFiles.read(dir.resolve(CERTIFICATE_FILE)));
        if (!KeyUsages.allowCertificates(certificate)) {
            throw new MalformedException(dir.resolve(CERTIFICATE_FILE).toString(), "a root", "another certificate");
        }
        PrivateKey key = KeyFile.read(dir.resolve(KEY_FILE), password);
        return new CertificateAuthority(new SigningKey(key, certificate), Providers.SYSTEM_RANDOM);
    }

    /**
     * Writes {@code ca.key.pem} (encrypted PKCS#8) and {@code ca.cert.pem}.
     *
     * @throws MalformedException if the directory already holds a root, which is never overwritten
     */
    public void save(Path dir, char[] password) {
        save(dir, password, Stretching.CHOSEN);
    }

    /** As above, under a password whose origin is known. */
    public void save(Path dir, char[] password, Stretching stretching) {
        PrivateFiles.requireAbsent(dir.resolve(KEY_FILE));
        PrivateFiles.createDirectory(dir);
        KeyFile.write(dir.resolve(KEY_FILE), root.key(), password, stretching, random);
        PrivateFiles.write(
                dir.resolve(CERTIFICATE_FILE), Pem.bytes("CERTIFICATE", Certificates.der(root.certificate())));
    }

    public X509Certificate certificate() {
        return root.certificate();
    }

    /** The root's own key, for what a directory root signs. Not for TLS roots, whose key usage forbids it. */
    public SigningKey signingKey() {
        return root;
    }

    /**
     * A PKCS#10 request in PEM for a key pair that is at hand, as {@link NodeKeys#create} writes for those in files.
     *
     * @throws MalformedException if the keys are not on the suite's curve, or for TLS not on P-256
     */
    public static byte[] request(Suite suite, NodeId node, Purpose purpose, KeyPair keys, SecureRandom random) {
        return CertificateRequest.write(node, purpose, NamedSuite.schemeOf(suite, purpose), keys, random);
    }

    /**
     * A certificate for the key that the request asks it for, with the request's subject.
     *
     * @param request PKCS#10, in DER or PEM
     * @param hosts DNS names and IP addresses, for TLS only; may be empty for a node that only connects outwards
     * @throws MalformedException if the request is not its key's own, its key is on another curve than this root's,
     *     the time is not within the root's, or hosts are given for another purpose than TLS
     */
    public X509Certificate issue(byte[] request, Purpose purpose, Instant from, Instant until, List<String> hosts) {
        CertificateRequest asked = CertificateRequest.read(request);
        scheme.publicKey(asked.key());
        requireMatchingPurpose(purpose, hosts);
        if (from.isBefore(root.certificate().getNotBefore().toInstant())
                || until.isAfter(root.certificate().getNotAfter().toInstant())) {
            throw new MalformedException(
                    "validity",
                    "within the root's until "
                            + root.certificate().getNotAfter().toInstant(),
                    from + " to " + until);
        }
        X500Name issuer = X500Name.getInstance(
                root.certificate().getSubjectX500Principal().getEncoded());
        return new CertificateForm(issuer, asked.subject(), asked.key(), from, until)
                .node(new SchemeSigner(scheme, root.key(), random), purpose, hosts, root.certificate(), random);
    }

    private void requireMatchingPurpose(Purpose purpose, List<String> hosts) {
        boolean tlsRoot = !KeyUsages.allowSignature(root.certificate());
        if (tlsRoot != (purpose == Purpose.TLS)) {
            throw new MalformedException(
                    "purpose", tlsRoot ? "TLS under a TLS root" : "SIGN or ENCRYPT under this root", purpose.name());
        }
        if (purpose != Purpose.TLS && !hosts.isEmpty()) {
            throw new MalformedException("hosts", "empty for " + purpose, hosts.toString());
        }
    }
}

package org.jilian.crypto;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;

/** Reads, prints and names X.509 certificates; those of SM2 too, which the JDK alone cannot read. */
public final class Certificates {
    private static final int MAX_SIZE = 65_536;
    private static final String PEM_TYPE = "CERTIFICATE";

    private Certificates() {}

    /** @throws MalformedException if these are not the bytes of one certificate, in DER or PEM */
    public static X509Certificate read(byte[] derOrPem) {
        if (derOrPem.length == 0 || derOrPem.length > MAX_SIZE) {
            throw new MalformedException("certificate", "1 to 65536 bytes", derOrPem.length + " bytes");
        }
        byte[] der = derOrPem[0] == '-' ? Pem.read(derOrPem, PEM_TYPE) : derOrPem;
        Certificate certificate;
        boolean canonical;
        try {
            certificate = Certificate.getInstance(ASN1Primitive.fromByteArray(der));
            // one certificate has one fingerprint: what is the same only after re-encoding is another
            canonical = Arrays.equals(certificate.getEncoded(ASN1Encoding.DER), der);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle's ASN.1 classes throw several kinds on bytes that are no certificate
            throw new MalformedException("certificate", "X.509 in DER or PEM", String.valueOf(e.getMessage()));
        }
        if (!canonical) {
            throw new MalformedException("certificate", "X.509 in DER", "in another encoding");
        }
        return of(certificate);
    }

    /**
     * Whatever comes out has a key on one of the two curves and parts that can be read, so that what is done with it
     * later cannot fail.
     *
     * @throws MalformedException if a part of it cannot be read, or its key is of neither suite
     */
    static X509Certificate of(Certificate certificate) {
        SignatureScheme.of(certificate.getSubjectPublicKeyInfo()).publicKey(certificate.getSubjectPublicKeyInfo());
        if (certificate.getSignature().getPadBits() != 0) {
            throw new MalformedException("certificate's signature", "whole octets", "a number of bits");
        }
        try {
            X509Certificate read = new JcaX509CertificateConverter()
                    .setProvider(Providers.BC)
                    .getCertificate(new X509CertificateHolder(certificate));
            requireReadable(read);
            return read;
        } catch (CertificateException | RuntimeException e) {
            // the JDK's and Bouncy Castle's parsers throw several kinds on hostile bytes
            throw new MalformedException("certificate", "X.509", String.valueOf(e.getMessage()));
        }
    }

    /** Touches the parts that are parsed only when asked for, so that they fail here or never. */
    private static void requireReadable(X509Certificate certificate) {
        certificate.getSubjectX500Principal();
        certificate.getIssuerX500Principal();
        certificate.getKeyUsage();
        certificate.getBasicConstraints();
        certificate.getNotBefore();
        certificate.getNotAfter();
    }

    public static String pem(X509Certificate certificate) {
        return Pem.text(PEM_TYPE, der(certificate));
    }

    /** SHA-256 of the DER form, in both suites: what other tools print as a certificate's fingerprint. */
    public static Digest fingerprint(X509Certificate certificate) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(der(certificate)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** In lower-case hex without leading zeros. */
    public static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    /** @throws MalformedException if the subject has no common name, or several */
    public static String commonName(X509Certificate certificate) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        RDN[] names = subject.getRDNs(BCStyle.CN);
        if (names.length != 1 || names[0].isMultiValued()) {
            throw new MalformedException("certificate subject", "with one common name", subject.toString());
        }
        return IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    /** The node that the certificate's common name says it is. @throws MalformedException if that is no node id */
    public static NodeId node(X509Certificate certificate) {
        return NodeId.of(commonName(certificate));
    }

    /**
     * Whether this authority's key signed this certificate: names match, the authority may sign certificates, and the
     * signature holds. Says nothing about time or revocation, which its caller judges by signing time.
     */
    public static boolean issuedBy(X509Certificate certificate, X509Certificate authority) {
        if (!certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                || !KeyUsages.allowCertificates(authority)) {
            return false;
        }
        try {
            SignatureScheme scheme = SignatureScheme.of(authority.getPublicKey());
            Certificate parsed = Certificate.getInstance(der(certificate));
            // RFC 5280 §4.1.1.2: the algorithm inside the signed part must be the one outside
            return parsed.getSignatureAlgorithm().equals(scheme.signatures)
                    && parsed.getTBSCertificate().getSignature().equals(scheme.signatures)
                    && scheme.verify(
                            parsed.getTBSCertificate().getEncoded(ASN1Encoding.DER),
                            parsed.getSignature().getOctets(),
                            scheme.publicKey(authority.getPublicKey()));
        } catch (MalformedException e) {
            // an authority on a foreign curve has issued nothing here
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("a certificate that was read must be writable", e);
        }
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read must be writable", e);
        }
    }

    /** Short words for a message: the object identifiers, without the structure around them. */
    static String describe(ASN1Encodable value) {
        if (value instanceof AlgorithmIdentifier algorithm) {
            ASN1Encodable parameters = algorithm.getParameters();
            String with = parameters instanceof ASN1ObjectIdentifier id ? id.getId() : "parameters";
            return algorithm.getAlgorithm().getId() + (parameters == null ? "" : " with " + with);
        }
        return value instanceof ASN1ObjectIdentifier id ? id.getId() : String.valueOf(value);
    }
}

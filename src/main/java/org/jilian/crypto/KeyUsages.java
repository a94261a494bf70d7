package org.jilian.crypto;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jilian.record.MalformedException;

/** What a certificate's key may be used for, by its own words (RFC 5280 §4.2.1.3); silence allows nothing. */
final class KeyUsages {
    // positions in X509Certificate.getKeyUsage()
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_AGREEMENT = 4;
    private static final int CERTIFICATE_SIGN = 5;

    private static final List<String> TLS_USES =
            List.of(KeyPurposeId.id_kp_serverAuth.getId(), KeyPurposeId.id_kp_clientAuth.getId());

    private KeyUsages() {}

    /** The bits that a certificate of this purpose gets. */
    static KeyUsage forPurpose(Purpose purpose, SignatureScheme scheme) {
        return switch (purpose) {
            case SIGN -> new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
            // GM/T 0015 gives encryption certificates all three; RFC 8813 §3 allows EC keys only agreement
            case ENCRYPT ->
                new KeyUsage(
                        scheme == SignatureScheme.SM2
                                ? KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement
                                : KeyUsage.keyAgreement);
            case TLS -> new KeyUsage(KeyUsage.digitalSignature);
        };
    }

    /** A TLS certificate may make digital signatures too, but says by its extended key usage that it is for TLS. */
    static boolean allowSignature(X509Certificate certificate) {
        return allow(certificate, DIGITAL_SIGNATURE) && !isForExtendedUseOnly(certificate);
    }

    static boolean allowEncryption(X509Certificate certificate) {
        return allow(certificate, KEY_AGREEMENT) && !isForExtendedUseOnly(certificate);
    }

    static boolean allowCertificates(X509Certificate certificate) {
        return allow(certificate, CERTIFICATE_SIGN) && certificate.getBasicConstraints() >= 0;
    }

    static void requireSignature(X509Certificate certificate) {
        if (!allowSignature(certificate)) {
            throw new MalformedException(
                    "certificate " + Certificates.serial(certificate),
                    "for digital signatures (key usage digitalSignature, no extended key usage)",
                    "for something else");
        }
    }

    static void requireEncryption(X509Certificate certificate) {
        if (!allowEncryption(certificate)) {
            throw new MalformedException(
                    "certificate " + Certificates.serial(certificate),
                    "for encryption (key usage keyAgreement, no extended key usage)",
                    "for something else");
        }
    }

    /** The JDK's own checks say the rest about TLS certificates at each handshake. */
    static void requireTls(X509Certificate certificate) {
        if (!allow(certificate, DIGITAL_SIGNATURE) || !extendedUses(certificate).containsAll(TLS_USES)) {
            throw new MalformedException(
                    "certificate " + Certificates.serial(certificate),
                    "for TLS (key usage digitalSignature, extended key usage serverAuth and clientAuth)",
                    "for something else");
        }
    }

    private static boolean allow(X509Certificate certificate, int bit) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && bit < usage.length && usage[bit];
    }

    private static boolean isForExtendedUseOnly(X509Certificate certificate) {
        return certificate.getExtensionValue(Extension.extendedKeyUsage.getId()) != null;
    }

    private static List<String> extendedUses(X509Certificate certificate) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            return uses == null ? List.of() : uses;
        } catch (CertificateParsingException e) {
            // an extension that cannot be read allows nothing
            return List.of();
        }
    }
}

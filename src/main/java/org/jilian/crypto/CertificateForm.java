package org.jilian.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.util.IPAddress;
import org.jilian.record.MalformedException;

/** A certificate still to be signed (RFC 5280 §4): who, which key, from when until when (cut to seconds). */
record CertificateForm(X500Name issuer, X500Name subject, SubjectPublicKeyInfo key, Instant from, Instant until) {
    private static final int SERIAL_BITS = 127;

    CertificateForm {
        if (!from.isBefore(until)) {
            throw new MalformedException("validity", "from before until", from + " to " + until);
        }
    }

    /** A self-signed root. A TLS root signs certificates only; the other may also sign as a directory root. */
    X509Certificate authority(SchemeSigner signer, boolean tls, SecureRandom random) {
        int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign | (tls ? 0 : KeyUsage.digitalSignature);
        try {
            X509v3CertificateBuilder builder = builder(random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            return Certificates.of(builder.build(signer).toASN1Structure());
        } catch (CertIOException e) {
            throw new IllegalStateException("a root's extensions could not be written", e);
        }
    }

    X509Certificate node(
            SchemeSigner signer, Purpose purpose, List<String> hosts, X509Certificate authority, SecureRandom random) {
        SignatureScheme scheme = SignatureScheme.of(key);
        try {
            X509v3CertificateBuilder builder = builder(random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, KeyUsages.forPurpose(purpose, scheme));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers()
                            .createAuthorityKeyIdentifier(SubjectPublicKeyInfo.getInstance(
                                    authority.getPublicKey().getEncoded())));
            if (purpose == Purpose.TLS) {
                // every node is server to its children and client to its parent
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                }));
                if (!hosts.isEmpty()) {
                    builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
                }
            }
            return Certificates.of(builder.build(signer).toASN1Structure());
        } catch (CertIOException e) {
            throw new IllegalStateException("a certificate's extensions could not be written", e);
        }
    }

    private X509v3CertificateBuilder builder(SecureRandom random) throws CertIOException {
        // positive, never zero, at most 20 octets (RFC 5280 §4.1.2.2)
        BigInteger serial = new BigInteger(SERIAL_BITS - 1, random).setBit(SERIAL_BITS - 1);
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(issuer, serial, seconds(from), seconds(until), Locale.ROOT, subject, key);
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, identifiers().createSubjectKeyIdentifier(key));
        return builder;
    }

    private static Date seconds(Instant instant) {
        return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    private static X509ExtensionUtils identifiers() {
        return new BcX509ExtensionUtils();
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host ->
                        new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }
}

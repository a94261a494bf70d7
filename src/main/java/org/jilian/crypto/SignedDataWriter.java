package org.jilian.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.Certificate;
import org.jilian.record.MalformedException;

/**
 * Writes CMS SignedData (RFC 5652 §5, GB/T 35275 §8), always detached, always DER, always with the four signed
 * attributes that {@link SignedDataReader} asks for.
 *
 * <p>Built from ASN.1 parts because Bouncy Castle's generator knows only the identifiers of RFC 5652. The version is 1
 * in both suites (GB/T 35275 §8.1; RFC 5652 §5.1 for X.509 certificates and plain data).
 */
final class SignedDataWriter {
    static final ASN1Integer VERSION = new ASN1Integer(1);

    private final CmsProfile profile;
    private final SecureRandom random;

    SignedDataWriter(CmsProfile profile, SecureRandom random) {
        this.profile = profile;
        this.random = random;
    }

    byte[] write(byte[] content, Instant signingTime, List<SigningKey> keys) {
        requireSigners(keys);
        byte[] digest = profile.scheme().digest(content);
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        ASN1EncodableVector signers = new ASN1EncodableVector();
        try {
            for (SigningKey key : keys) {
                byte[] der = key.certificate().getEncoded();
                Certificate certificate = Certificate.getInstance(der);
                certificates.add(certificate);
                signers.add(signerInfo(key, certificate, SignedAttributes.of(profile, digest, signingTime, der)));
            }
            DERSequence signed = new DERSequence(new ASN1Encodable[] {
                VERSION,
                new DERSet(profile.scheme().digests),
                // detached (RFC 5652 §5.2): the type alone, eContent absent
                new ContentInfo(profile.data(), null),
                new DERTaggedObject(false, 0, new DERSet(certificates)),
                new DERSet(signers)
            });
            return new ContentInfo(profile.signedData(), signed).getEncoded(ASN1Encoding.DER);
        } catch (CertificateEncodingException | IOException e) {
            throw new IllegalStateException("a signature could not be encoded", e);
        }
    }

    private void requireSigners(List<SigningKey> keys) {
        if (keys.isEmpty() || keys.size() > CmsProfile.MAX_SIGNERS) {
            throw new MalformedException("signers", "1 to " + CmsProfile.MAX_SIGNERS, String.valueOf(keys.size()));
        }
        Set<Object> certificates = new HashSet<>();
        for (SigningKey key : keys) {
            KeyUsages.requireSignature(key.certificate());
            profile.scheme().publicKey(key.certificate().getPublicKey());
            if (!certificates.add(key.certificate())) {
                throw new MalformedException("signers", "each with its own certificate", "one twice");
            }
        }
    }

    /** RFC 5652 §5.3; the signature is over the attributes as an explicit SET OF (§5.4), not over the content. */
    private SignerInfo signerInfo(SigningKey key, Certificate certificate, DERSet attributes) throws IOException {
        byte[] signature = profile.scheme().sign(attributes.getEncoded(ASN1Encoding.DER), key.key(), random);
        return new SignerInfo(
                signerId(certificate),
                profile.scheme().digests,
                attributes,
                profile.scheme().signatures,
                new DEROctetString(signature),
                null);
    }

    /** RFC 5652 §5.3: who signed is said by the certificate's issuer and serial number. */
    static SignerIdentifier signerId(Certificate certificate) {
        return new SignerIdentifier(new IssuerAndSerialNumber(certificate));
    }
}

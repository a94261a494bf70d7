package org.jilian.crypto;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.Certificate;
import org.jilian.record.MalformedException;

/**
 * Verifies CMS SignedData (RFC 5652 §5.4, §5.6; GB/T 35275 §8). Strict: one DER form, one digest and one signature
 * algorithm per suite, exactly as many certificates as signers, nothing unsigned. Every byte of what it calls genuine
 * is covered by a signature or by one of these rules, but for ECDSA's own freedom to write n − s for s.
 */
final class SignedDataReader {
    private final CmsProfile profile;

    SignedDataReader(CmsProfile profile) {
        this.profile = profile;
    }

    /** Never throws, whatever the bytes. */
    Verification verify(byte[] content, byte[] cms) {
        try {
            return new Verification.Genuine(signers(content, parse(cms)));
        } catch (MalformedException e) {
            return new Verification.Forged(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            // RuntimeException too: Bouncy Castle's ASN.1 classes throw several kinds of it on hostile bytes, and a
            // signature that cannot be read is a forged one, not a fault of this node
            return new Verification.Forged("signature should be CMS SignedData in DER, but: " + e.getMessage());
        }
    }

    private SignedData parse(byte[] cms) throws IOException {
        expect(cms.length <= CmsProfile.MAX_SIZE, "signature", "at most 65536 bytes", cms.length + " bytes");
        ASN1Primitive parsed = ASN1Primitive.fromByteArray(cms);
        expect(Arrays.equals(parsed.getEncoded(ASN1Encoding.DER), cms), "signature", "in DER", "in another encoding");
        ContentInfo info = ContentInfo.getInstance(parsed);
        expectEqual("content type of the signature", profile.signedData(), info.getContentType());
        SignedData signed = SignedData.getInstance(info.getContent());
        expectComplete("SignedData", signed, info.getContent());
        return signed;
    }

    /** RFC 5652 §5.1. */
    private List<Verification.Signer> signers(byte[] content, SignedData signed) throws IOException {
        expectEqual("version of SignedData", SignedDataWriter.VERSION, signed.getVersion());
        expectEqual("digest algorithms", new DERSet(profile.scheme().digests), signed.getDigestAlgorithms());
        expectEqual(
                "signed content's type",
                profile.data(),
                signed.getEncapContentInfo().getContentType());
        expect(signed.getEncapContentInfo().getContent() == null, "content", "detached", "inside the signature");
        expect(signed.getCRLs() == null, "revocation lists", "absent", "present");
        int count = signed.getSignerInfos().size();
        expect(count >= 1 && count <= CmsProfile.MAX_SIGNERS, "signers", "1 to 16", String.valueOf(count));
        List<Certificate> certificates = certificates(signed.getCertificates(), count);

        byte[] digest = profile.scheme().digest(content);
        Set<Certificate> used = new HashSet<>();
        List<Verification.Signer> signers = new ArrayList<>(count);
        for (ASN1Encodable element : signed.getSignerInfos()) {
            SignerInfo signer = SignerInfo.getInstance(element);
            expectComplete("SignerInfo", signer, element);
            Certificate certificate = certificate(signer, certificates);
            expect(used.add(certificate), "signer", "named once", "named twice");
            signers.add(signer(digest, signer, certificate));
        }
        return signers;
    }

    private static List<Certificate> certificates(ASN1Set embedded, int signers) {
        int count = embedded == null ? 0 : embedded.size();
        expect(count == signers, "embedded certificates", "one for each of " + signers + " signers", count + "");
        return Arrays.stream(embedded.toArray()).map(Certificate::getInstance).toList();
    }

    /** The one embedded certificate of this issuer and serial number (RFC 5652 §5.3, sid). */
    private static Certificate certificate(SignerInfo signer, List<Certificate> certificates) {
        List<Certificate> named = certificates.stream()
                .filter(certificate -> SignedDataWriter.signerId(certificate).equals(signer.getSID()))
                .toList();
        expect(named.size() == 1, "signer", "named by one embedded certificate", "named by " + named.size());
        return named.get(0);
    }

    private Verification.Signer signer(byte[] digest, SignerInfo signer, Certificate embedded) throws IOException {
        SignatureScheme scheme = profile.scheme();
        expectEqual("version of SignerInfo", SignedDataWriter.VERSION, signer.getVersion());
        expectEqual("digest algorithm", scheme.digests, signer.getDigestAlgorithm());
        expectEqual("signature algorithm", scheme.signatures, signer.getDigestEncryptionAlgorithm());
        expect(signer.getUnauthenticatedAttributes() == null, "unsigned attributes", "absent", "present");

        X509Certificate certificate = Certificates.of(embedded);
        KeyUsages.requireSignature(certificate);
        SignedAttributes attributes = SignedAttributes.parse(signer.getAuthenticatedAttributes());
        Instant signedAt = attributes.verified(profile, digest, embedded.getEncoded(ASN1Encoding.DER));
        boolean holds = scheme.verify(
                attributes.signedBytes(),
                signer.getEncryptedDigest().getOctets(),
                scheme.publicKey(embedded.getSubjectPublicKeyInfo()));
        expect(holds, "signature", "the one of certificate " + Certificates.serial(certificate), "another");
        return new Verification.Signer(certificate, signedAt);
    }

    static void expect(boolean holds, String subject, String expected, String actual) {
        if (!holds) {
            throw new MalformedException(subject, expected, actual);
        }
    }

    static void expectEqual(String subject, ASN1Encodable expected, ASN1Encodable actual) {
        if (!expected.toASN1Primitive().equals(actual.toASN1Primitive())) {
            throw new MalformedException(subject, Certificates.describe(expected), Certificates.describe(actual));
        }
    }

    /** Bouncy Castle's typed readers pass over elements they do not know; nothing may stand where nobody looks. */
    private static void expectComplete(String subject, ASN1Object typed, ASN1Encodable raw) throws IOException {
        byte[] again = typed.getEncoded(ASN1Encoding.DER);
        byte[] original = raw.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        expect(Arrays.equals(again, original), subject, "without unknown elements", "longer");
    }
}

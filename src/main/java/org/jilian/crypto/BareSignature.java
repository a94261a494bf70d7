package org.jilian.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.ECCurve;
import org.jilian.record.MalformedException;

/**
 * What is left of a parcel's signature if all that a verifier can rebuild is taken off: {@code r ‖ s}, 32 bytes each,
 * big-endian. The attributes that it covers are fixed by content, signing time and certificate (RFC 5652 §11), so this
 * holds exactly where the whole SignedData does. Where paper is small, 64 bytes stand for some 900.
 */
public final class BareSignature {
    /** In bytes. */
    public static final int SIZE = 64;

    private static final int HALF = SIZE / 2;

    private final byte[] value;

    private BareSignature(byte[] value) {
        this.value = value;
    }

    /** @throws MalformedException unless there are 64 bytes; whether they sign anything, only {@link #verify} says */
    public static BareSignature read(byte[] value) {
        if (value.length != SIZE) {
            throw new MalformedException("bare signature", SIZE + " bytes", value.length + " bytes");
        }
        return new BareSignature(value.clone());
    }

    /**
     * Out of a parcel's signature, which its caller found genuine.
     *
     * @throws MalformedException if it is no SignedData of one signer, or of the other suite
     */
    public static BareSignature of(byte[] cms, Suite suite) {
        byte[] der;
        try {
            ASN1Set signers = SignedData.getInstance(
                            ContentInfo.getInstance(cms).getContent())
                    .getSignerInfos();
            if (signers.size() != 1) {
                throw new MalformedException("signature", "by one signer", "by " + signers.size());
            }
            der = SignerInfo.getInstance(signers.getObjectAt(0))
                    .getEncryptedDigest()
                    .getOctets();
        } catch (MalformedException e) {
            throw e;
        } catch (RuntimeException e) {
            // Bouncy Castle's ASN.1 classes throw several kinds on bytes that are no SignedData
            throw new MalformedException("signature", "CMS SignedData", String.valueOf(e.getMessage()));
        }
        try {
            BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(order(suite), der);
            byte[] value = new byte[SIZE];
            put(parts[0], value, 0);
            put(parts[1], value, HALF);
            return new BareSignature(value);
        } catch (IOException | RuntimeException e) {
            // RuntimeException too: numbers out of range and broken DER come as IllegalArgumentException
            throw new MalformedException(
                    "signature value", "DER SEQUENCE { r, s } of " + suite.name(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether this certificate's key signed this content with this signing time, cut to seconds. False for whatever it
     * did not sign; whether the certificate is trusted is the caller's question.
     */
    public boolean verify(Suite suite, byte[] content, Instant signingTime, X509Certificate certificate) {
        CmsProfile profile = suite.name().equals("gm") ? CmsProfile.GM : CmsProfile.INTL;
        SignatureScheme scheme = profile.scheme();
        try {
            KeyUsages.requireSignature(certificate);
            byte[] attributes = SignedAttributes.of(
                            profile, scheme.digest(content), signingTime, Certificates.der(certificate))
                    .getEncoded(ASN1Encoding.DER);
            byte[] der = StandardDSAEncoding.INSTANCE.encode(order(suite), number(0), number(HALF));
            return scheme.verify(attributes, der, scheme.publicKey(certificate.getPublicKey()));
        } catch (IllegalArgumentException e) {
            // MalformedException is one: a key of another curve or use, or numbers beyond the curve's order, have
            // signed nothing
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("attributes that were made here must be writable", e);
        }
    }

    public byte[] bytes() {
        return value.clone();
    }

    private BigInteger number(int from) {
        return new BigInteger(1, Arrays.copyOfRange(value, from, from + HALF));
    }

    private static void put(BigInteger number, byte[] into, int at) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, HALF);
        System.arraycopy(bytes, bytes.length - length, into, at + HALF - length, length);
    }

    private static BigInteger order(Suite suite) {
        ECCurve curve = NamedSuite.schemeOf(suite).curve();
        return curve.getOrder();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BareSignature signature && Arrays.equals(value, signature.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}

package org.jilian.crypto;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.Mac;
import org.jilian.record.MalformedException;

/**
 * The cryptography of one federation, by name: {@code gm} (SM2, SM3, SM4) or {@code intl} (ECDSA P-256, SHA-256,
 * AES-256-GCM, HPKE). Stateless and safe for several threads; one suite never accepts what another made.
 */
public interface Suite {
    /** @throws MalformedException if the name is neither {@code gm} nor {@code intl} */
    static Suite named(String name) {
        return named(name, Providers.SYSTEM_RANDOM);
    }

    /**
     * A suite whose nonces come from the given source. A seeded source makes a simulation repeatable, and gives the
     * keys away: never use one with real keys.
     *
     * @throws MalformedException if the name is neither {@code gm} nor {@code intl}
     */
    static Suite named(String name, SecureRandom random) {
        return switch (name) {
            case "gm" -> NamedSuite.gm(random);
            case "intl" -> NamedSuite.intl(random);
            default -> throw new MalformedException("crypto suite", "gm or intl", name);
        };
    }

    String name();

    /** SM3 (GB/T 32905) or SHA-256, with leaf and node as in RFC 9162 §2.1.1. */
    Hash hash();

    /** HMAC (RFC 2104) over {@link #hash()}'s function; 32 bytes out. */
    Mac mac(byte[] key);

    /**
     * SM4-GCM or AES-256-GCM: {@code nonce (12, random) ‖ ciphertext ‖ tag (16)}, the context as additional data.
     *
     * @throws MalformedException if the key is not {@link #cipherKeySize()} bytes long
     */
    Cipher cipher(byte[] key);

    /** In bytes: 16 for gm, 32 for intl. */
    int cipherKeySize();

    /** A key pair for a {@code sign} or {@code encrypt} certificate: on sm2p256v1 or P-256. */
    KeyPair newKeyPair(SecureRandom random);

    /**
     * CMS SignedData over the content, detached, in DER, with each signer's certificate and four signed attributes:
     * content type, signing time (UTC, cut to seconds), message digest, and the certificate's own digest
     * (RFC 5035). Object identifiers of GB/T 35275 in gm, of RFC 5652 in intl. One SignerInfo per key.
     *
     * @throws MalformedException if there is no key, more than 16, two with one
     *     certificate, or one whose certificate this suite or its key usage does not let sign
     */
    byte[] sign(byte[] content, Instant signingTime, List<SigningKey> keys);

    /** Checks the cryptography alone; whether the certificates are trusted is the caller's question. Never throws. */
    Verification verify(byte[] content, byte[] cms);

    /**
     * A bare signature, DER {@code SEQUENCE { r, s }}; SM2 with the default id 1234567812345678.
     *
     * @throws MalformedException if the key is not on the suite's curve
     */
    byte[] signRaw(byte[] content, PrivateKey key);

    /** False for whatever is not this key's signature over this content, malformed signatures and other curves too. */
    boolean verifyRaw(byte[] content, byte[] signature, PublicKey key);

    /**
     * Encrypts to several recipients: a fresh content key, wrapped to each one's {@code encrypt} certificate, and the
     * text under that key. Byte by byte (integers big-endian):
     *
     * <pre>
     * 4        "JLE1"
     * 1        suite: 1 = gm, 2 = intl
     * 2        n, the number of recipients, at least 1
     * n × 145  in ascending order of fingerprint, none twice:
     *            32   fingerprint: SHA-256 of the recipient's certificate in DER
     *            113  the content key, wrapped
     *                 gm:   SM2 ciphertext C1 (65, uncompressed) ‖ C3 (32) ‖ C2 (16)
     *                 intl: HPKE enc (65) ‖ ciphertext (32) ‖ tag (16); info "jilian envelope 1",
     *                       additional data = the fingerprint
     * 12       nonce
     * …        the text under SM4-GCM or AES-256-GCM
     * 16       tag; additional data = everything before the nonce ‖ context
     * </pre>
     *
     * So a recipient can be neither added nor struck out unseen by those who can open it.
     *
     * @param context what the envelope belongs to; authenticated, not carried
     * @throws MalformedException if there is no recipient, more than 65,535, or one whose certificate is not for
     *     encryption under this suite
     */
    byte[] envelope(byte[] plain, byte[] context, List<X509Certificate> recipients, SecureRandom random);

    /**
     * The text, or empty if this key's certificate is not among the recipients.
     *
     * @throws Cipher.UnreadableException if the envelope was changed, cut short, moved to another context, or is
     *     another suite's
     */
    Optional<byte[]> open(byte[] envelope, byte[] context, EncryptionKey key);

    /**
     * The recipients' certificate fingerprints in ascending order, as the envelope claims; only opening proves them.
     *
     * @throws MalformedException if the envelope does not have the form above
     */
    List<Digest> recipients(byte[] envelope);
}

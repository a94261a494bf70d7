package org.jilian.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;

/**
 * Seals and opens envelopes in the form that {@link Suite#envelope} documents. Every part has a fixed size, so reading
 * a hostile envelope takes no more memory than the envelope itself has.
 */
final class Envelopes {
    private static final byte[] MAGIC = "JLE1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = MAGIC.length + 1 + 2;
    private static final int ENTRY = Digest.SIZE + KeyWrap.SIZE;
    private static final int MAX_RECIPIENTS = 0xFFFF;

    private final byte suite;
    private final SignatureScheme scheme;
    private final GcmCipher.Algorithm algorithm;
    private final KeyWrap wrap;

    Envelopes(int suite, SignatureScheme scheme, GcmCipher.Algorithm algorithm, KeyWrap wrap) {
        this.suite = (byte) suite;
        this.scheme = scheme;
        this.algorithm = algorithm;
        this.wrap = wrap;
    }

    byte[] seal(byte[] plain, byte[] context, List<X509Certificate> recipients, SecureRandom random) {
        Map<Digest, ECPublicKeyParameters> keys = new TreeMap<>();
        for (X509Certificate recipient : recipients) {
            KeyUsages.requireEncryption(recipient);
            keys.put(Certificates.fingerprint(recipient), scheme.publicKey(recipient.getPublicKey()));
        }
        if (keys.isEmpty() || keys.size() > MAX_RECIPIENTS) {
            throw new MalformedException("envelope", "for 1 to 65535 recipients", "for " + keys.size());
        }
        byte[] contentKey = new byte[algorithm.keySize];
        random.nextBytes(contentKey);
        ByteBuffer head = ByteBuffer.allocate(HEAD + keys.size() * ENTRY);
        head.put(MAGIC).put(suite).putShort((short) keys.size());
        keys.forEach((fingerprint, key) ->
                head.put(fingerprint.bytes()).put(wrapped(contentKey, fingerprint.bytes(), key, random)));
        byte[] text = new GcmCipher(algorithm, contentKey, random).encrypt(plain, joined(head.array(), context));
        return joined(head.array(), text);
    }

    private byte[] wrapped(byte[] contentKey, byte[] fingerprint, ECPublicKeyParameters key, SecureRandom random) {
        try {
            return wrap.wrap(contentKey, fingerprint, key, random);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("a fresh content key could not be wrapped", e);
        }
    }

    Optional<byte[]> open(byte[] envelope, byte[] context, EncryptionKey key) {
        try {
            byte[] fingerprint = Certificates.fingerprint(key.certificate()).bytes();
            int index = recipients(envelope).indexOf(Digest.of(fingerprint));
            return index < 0 ? Optional.empty() : Optional.of(opened(envelope, context, key, fingerprint, index));
        } catch (MalformedException e) {
            throw new Cipher.UnreadableException("the envelope is malformed", e);
        } catch (InvalidCipherTextException e) {
            throw new Cipher.UnreadableException("the envelope's wrapped key was changed", e);
        }
    }

    private byte[] opened(byte[] envelope, byte[] context, EncryptionKey key, byte[] fingerprint, int index)
            throws InvalidCipherTextException {
        int start = HEAD + index * ENTRY + Digest.SIZE;
        byte[] wrapped = Arrays.copyOfRange(envelope, start, start + KeyWrap.SIZE);
        AsymmetricCipherKeyPair own = new AsymmetricCipherKeyPair(
                scheme.publicKey(key.certificate().getPublicKey()), scheme.privateKey(key.key()));
        byte[] contentKey = wrap.unwrap(wrapped, fingerprint, own);
        int head = HEAD + count(envelope) * ENTRY;
        byte[] text = Arrays.copyOfRange(envelope, head, envelope.length);
        // decryption takes its nonce from the text; this cipher never draws one
        return new GcmCipher(algorithm, contentKey, Providers.SYSTEM_RANDOM)
                .decrypt(text, joined(Arrays.copyOf(envelope, head), context));
    }

    List<Digest> recipients(byte[] envelope) {
        int count = requireForm(envelope);
        List<Digest> recipients = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int start = HEAD + i * ENTRY;
            Digest next = Digest.of(Arrays.copyOfRange(envelope, start, start + Digest.SIZE));
            if (i > 0 && recipients.get(i - 1).compareTo(next) >= 0) {
                throw new MalformedException("envelope recipients", "in ascending order, none twice", next.toString());
            }
            recipients.add(next);
        }
        return recipients;
    }

    /** The number of recipients, after checking that the envelope is long enough for them. */
    private int requireForm(byte[] envelope) {
        if (envelope.length < HEAD || !Arrays.equals(envelope, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new MalformedException("envelope", "a text that begins with JLE1", envelope.length + " other bytes");
        }
        if (envelope[MAGIC.length] != suite) {
            throw new MalformedException("envelope", "of suite " + suite, "of suite " + envelope[MAGIC.length]);
        }
        int count = count(envelope);
        long least = HEAD + (long) count * ENTRY + GcmCipher.OVERHEAD;
        if (count == 0 || envelope.length < least) {
            throw new MalformedException(
                    "envelope", "for at least one recipient and " + least + " bytes long", envelope.length + " bytes");
        }
        return count;
    }

    private static int count(byte[] envelope) {
        return Short.toUnsignedInt(ByteBuffer.wrap(envelope).getShort(MAGIC.length + 1));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}

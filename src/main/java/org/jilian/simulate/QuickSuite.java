package org.jilian.simulate;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.EncryptionKey;
import org.jilian.crypto.SigningKey;
import org.jilian.crypto.Suite;
import org.jilian.crypto.Verification;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.Mac;

/**
 * The {@code intl} suite with signatures that cost nothing: a MAC under a key that everybody could work out. A simulated
 * attacker flips bits and knows no keys, so it tells whole from changed as well as a real one; and real ones take nine
 * tenths of a simulation's time without showing anything that the tests of the crypto room do not show.
 */
final class QuickSuite implements Suite {
    private static final int ENTRY = Digest.SIZE + Long.BYTES + Digest.SIZE;

    private final Suite intl;
    private final Map<Digest, X509Certificate> known;
    private final Map<X509Certificate, Digest> fingerprints;

    QuickSuite(long seed) {
        this(seed, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    private QuickSuite(long seed, Map<Digest, X509Certificate> known, Map<X509Certificate, Digest> fingerprints) {
        this.intl = Suite.named("intl", new SeededRandom(seed));
        this.known = known;
        this.fingerprints = fingerprints;
    }

    /** Knows the same certificates, and begins its nonces anew: a seed gives the same run whatever ran before it. */
    QuickSuite begunAnew(long seed) {
        return new QuickSuite(seed, known, fingerprints);
    }

    @Override
    public String name() {
        return intl.name();
    }

    @Override
    public Hash hash() {
        return intl.hash();
    }

    @Override
    public Mac mac(byte[] key) {
        return intl.mac(key);
    }

    @Override
    public Cipher cipher(byte[] key) {
        return intl.cipher(key);
    }

    @Override
    public int cipherKeySize() {
        return intl.cipherKeySize();
    }

    @Override
    public KeyPair newKeyPair(SecureRandom random) {
        return intl.newKeyPair(random);
    }

    private Digest fingerprint(X509Certificate certificate) {
        Digest fingerprint = fingerprints.computeIfAbsent(certificate, Certificates::fingerprint);
        known.putIfAbsent(fingerprint, certificate);
        return fingerprint;
    }

    @Override
    public byte[] sign(byte[] content, Instant signingTime, List<SigningKey> keys) {
        ByteBuffer signature = ByteBuffer.allocate(keys.size() * ENTRY);
        for (SigningKey key : keys) {
            Digest fingerprint = fingerprint(key.certificate());
            signature
                    .put(fingerprint.bytes())
                    .putLong(signingTime.getEpochSecond())
                    .put(tag(fingerprint, signingTime.getEpochSecond(), content));
        }
        return signature.array();
    }

    private byte[] tag(Digest fingerprint, long at, byte[] content) {
        return hash().of(ByteBuffer.allocate(Digest.SIZE + Long.BYTES + content.length)
                        .put(fingerprint.bytes())
                        .putLong(at)
                        .put(content)
                        .array())
                .bytes();
    }

    @Override
    public Verification verify(byte[] content, byte[] cms) {
        if (cms.length == 0 || cms.length % ENTRY != 0) {
            return new Verification.Forged("not a signature");
        }
        ByteBuffer buffer = ByteBuffer.wrap(cms);
        List<Verification.Signer> signers = new ArrayList<>();
        while (buffer.hasRemaining()) {
            byte[] print = new byte[Digest.SIZE];
            buffer.get(print);
            long at = buffer.getLong();
            byte[] tag = new byte[Digest.SIZE];
            buffer.get(tag);
            X509Certificate certificate = known.get(Digest.of(print));
            if (certificate == null || !Arrays.equals(tag, tag(Digest.of(print), at, content))) {
                return new Verification.Forged("the signature does not fit");
            }
            signers.add(new Verification.Signer(certificate, Instant.ofEpochSecond(at)));
        }
        return new Verification.Genuine(signers);
    }

    @Override
    public byte[] signRaw(byte[] content, PrivateKey key) {
        return intl.signRaw(content, key);
    }

    @Override
    public boolean verifyRaw(byte[] content, byte[] signature, PublicKey key) {
        return intl.verifyRaw(content, signature, key);
    }

    @Override
    public byte[] envelope(byte[] plain, byte[] context, List<X509Certificate> recipients, SecureRandom random) {
        ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + recipients.size() * Digest.SIZE)
                .putInt(recipients.size());
        recipients.forEach(recipient -> head.put(fingerprint(recipient).bytes()));
        byte[] text = key().encrypt(plain, joined(head.array(), context));
        return joined(head.array(), text);
    }

    private Cipher key() {
        return intl.cipher(new byte[cipherKeySize()]);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    @Override
    public Optional<byte[]> open(byte[] envelope, byte[] context, EncryptionKey key) {
        List<Digest> recipients = recipients(envelope);
        if (!recipients.contains(fingerprint(key.certificate()))) {
            return Optional.empty();
        }
        int head = Integer.BYTES + recipients.size() * Digest.SIZE;
        return Optional.of(key().decrypt(
                        Arrays.copyOfRange(envelope, head, envelope.length),
                        joined(Arrays.copyOf(envelope, head), context)));
    }

    @Override
    public List<Digest> recipients(byte[] envelope) {
        int count =
                envelope.length < Integer.BYTES ? -1 : ByteBuffer.wrap(envelope).getInt();
        if (count < 0 || (long) Integer.BYTES + (long) count * Digest.SIZE > envelope.length) {
            throw new org.jilian.record.MalformedException("envelope", "whole", envelope.length + " bytes");
        }
        List<Digest> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = Integer.BYTES + i * Digest.SIZE;
            recipients.add(Digest.of(Arrays.copyOfRange(envelope, from, from + Digest.SIZE)));
        }
        return recipients;
    }
}

package org.jilian.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jspecify.annotations.Nullable;

/** A hash function with RFC 9162's prefixes; each thread has its own digest object, made once. */
final class TreeHash implements Hash {
    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private final ThreadLocal<MessageDigest> digests;

    /** @param provider null for the JDK's, whose SHA-256 uses the processor's instructions */
    TreeHash(String algorithm, @Nullable Provider provider) {
        this.digests = ThreadLocal.withInitial(() -> digest(algorithm, provider));
    }

    private static MessageDigest digest(String algorithm, @Nullable Provider provider) {
        try {
            return provider == null
                    ? MessageDigest.getInstance(algorithm)
                    : MessageDigest.getInstance(algorithm, provider);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " must be there: every JDK and Bouncy Castle have it", e);
        }
    }

    @Override
    public Digest of(byte[] bytes) {
        return Digest.of(digests.get().digest(bytes));
    }

    @Override
    public Digest leaf(byte[] bytes) {
        MessageDigest digest = digests.get();
        digest.update(LEAF);
        return Digest.of(digest.digest(bytes));
    }

    @Override
    public Digest node(Digest left, Digest right) {
        MessageDigest digest = digests.get();
        digest.update(NODE);
        digest.update(left.bytes());
        return Digest.of(digest.digest(right.bytes()));
    }
}

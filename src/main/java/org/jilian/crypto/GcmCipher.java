package org.jilian.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jilian.record.Cipher;
import org.jilian.record.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * GCM (NIST SP 800-38D) under one key: {@code nonce (12) ‖ ciphertext ‖ tag (16)}, the context as additional data.
 * Nonces are random, which allows 2^32 texts under one key (§8.3): more than a node's disclosures.
 */
final class GcmCipher implements Cipher {
    static final int NONCE = 12;
    static final int TAG = 16;

    /** In bytes: what encryption adds to a text. */
    static final int OVERHEAD = NONCE + TAG;

    private final Algorithm algorithm;
    private final SecretKeySpec key;
    private final SecureRandom random;

    GcmCipher(Algorithm algorithm, byte[] key, SecureRandom random) {
        if (key.length != algorithm.keySize) {
            throw new MalformedException(algorithm + " key", algorithm.keySize + " bytes", key.length + " bytes");
        }
        this.algorithm = algorithm;
        this.key = new SecretKeySpec(key, algorithm.name());
        this.random = random;
    }

    /** The block ciphers of the two suites, each from where it is fastest. */
    enum Algorithm {
        SM4(16, Providers.BC),
        AES(32, null);

        /** In bytes. */
        final int keySize;

        private final @Nullable Provider provider;

        Algorithm(int keySize, @Nullable Provider provider) {
            this.keySize = keySize;
            this.provider = provider;
        }

        private javax.crypto.Cipher newCipher() throws GeneralSecurityException {
            String transformation = name() + "/GCM/NoPadding";
            return provider == null
                    ? javax.crypto.Cipher.getInstance(transformation)
                    : javax.crypto.Cipher.getInstance(transformation, provider);
        }
    }

    @Override
    public byte[] encrypt(byte[] plain, byte[] context) {
        byte[] out = new byte[OVERHEAD + plain.length];
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, out, 0, NONCE);
        try {
            javax.crypto.Cipher cipher = algorithm.newCipher();
            cipher.init(javax.crypto.Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce));
            cipher.updateAAD(context);
            cipher.doFinal(plain, 0, plain.length, out, NONCE);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + "-GCM could not encrypt", e);
        }
    }

    @Override
    public byte[] decrypt(byte[] encrypted, byte[] context) {
        if (encrypted.length < OVERHEAD) {
            throw new UnreadableException(
                    "the encrypted text is cut short",
                    new MalformedException("encrypted text", "at least 28 bytes", encrypted.length + " bytes"));
        }
        try {
            javax.crypto.Cipher cipher = algorithm.newCipher();
            cipher.init(javax.crypto.Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG, encrypted, 0, NONCE));
            cipher.updateAAD(context);
            return cipher.doFinal(encrypted, NONCE, encrypted.length - NONCE);
        } catch (AEADBadTagException e) {
            throw new UnreadableException("the encrypted text was changed, moved, or is under another key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + "-GCM could not decrypt", e);
        }
    }
}

package org.jilian.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.spec.SecretKeySpec;
import org.jilian.record.Mac;
import org.jspecify.annotations.Nullable;

/** HMAC (RFC 2104) under one key, with the key's two blocks hashed once per thread and not once per message. */
final class Hmac implements Mac {
    private final ThreadLocal<javax.crypto.Mac> macs;

    /** @param provider null for the JDK's */
    Hmac(String algorithm, @Nullable Provider provider, byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, algorithm);
        this.macs = ThreadLocal.withInitial(() -> mac(algorithm, provider, secret));
    }

    private static javax.crypto.Mac mac(String algorithm, @Nullable Provider provider, SecretKeySpec key) {
        try {
            javax.crypto.Mac mac = provider == null
                    ? javax.crypto.Mac.getInstance(algorithm)
                    : javax.crypto.Mac.getInstance(algorithm, provider);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " must be there: every JDK and Bouncy Castle have it", e);
        }
    }

    @Override
    public byte[] of(byte[] message) {
        return macs.get().doFinal(message);
    }
}

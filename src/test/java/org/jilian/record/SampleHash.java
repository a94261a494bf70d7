package org.jilian.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC by the JDK, so that this room's tests open no other room. */
final class SampleHash implements Hash {
    static final Hash SHA_256 = new SampleHash();

    private SampleHash() {}

    @Override
    public Digest of(byte[] bytes) {
        return hash(bytes);
    }

    @Override
    public Digest leaf(byte[] bytes) {
        return hash(new byte[] {0}, bytes);
    }

    @Override
    public Digest node(Digest left, Digest right) {
        return hash(new byte[] {1}, left.bytes(), right.bytes());
    }

    static Mac mac(String key) {
        return message -> {
            try {
                javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA256"));
                return mac.doFinal(message);
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Digest hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return Digest.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

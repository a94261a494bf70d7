package org.jilian.record;

/** Authenticated encryption under one symmetric key (SM4-GCM or AES-256-GCM). Safe for several threads. */
public interface Cipher {
    /** @param context authenticated but not encrypted: what the text belongs to, so that it cannot be moved elsewhere */
    byte[] encrypt(byte[] plain, byte[] context);

    /** @throws UnreadableException if the text was changed, moved to another context, or is under another key */
    byte[] decrypt(byte[] encrypted, byte[] context);

    /** An encrypted text that does not open: changed, moved, or under another key. */
    final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

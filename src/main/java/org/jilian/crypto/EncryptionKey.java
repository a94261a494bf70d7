package org.jilian.crypto;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key that opens envelopes, with the certificate they are addressed to: the two always belong together. */
public record EncryptionKey(PrivateKey key, X509Certificate certificate) {
    /** @throws org.jilian.record.MalformedException if the certificate is another key's */
    public EncryptionKey {
        SignatureScheme.requirePair(key, certificate);
    }
}

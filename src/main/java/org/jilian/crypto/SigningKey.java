package org.jilian.crypto;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key together with the certificate of its own public key: the two always belong together. */
public record SigningKey(PrivateKey key, X509Certificate certificate) {
    /** @throws org.jilian.record.MalformedException if the certificate is another key's */
    public SigningKey {
        SignatureScheme.requirePair(key, certificate);
    }
}

package org.jilian.exchange;

import org.jilian.crypto.EncryptionKey;
import org.jilian.crypto.SigningKey;
import org.jilian.record.Cipher;
import org.jilian.record.Mac;

/**
 * What a node keeps to itself: the keys of its certificates, the key that salts its protected fields, and the key under
 * which personal values lie in its database.
 */
public record Keys(SigningKey signing, EncryptionKey encryption, Mac salt, Cipher atRest) {
    @Override
    public String toString() {
        return "keys of " + signing.certificate().getSubjectX500Principal();
    }
}

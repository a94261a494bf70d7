package org.jilian.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** Encrypts one content key to one public key. Both forms happen to be 113 bytes, which makes envelopes regular. */
interface KeyWrap {
    /** In bytes. SM2: C1 65 + C3 32 + C2 16. HPKE: enc 65 + key 32 + tag 16. */
    int SIZE = 113;

    /** @param binding what the wrapped key belongs to; authenticated where the scheme can */
    byte[] wrap(byte[] contentKey, byte[] binding, ECPublicKeyParameters recipient, SecureRandom random)
            throws InvalidCipherTextException;

    /** @throws InvalidCipherTextException if the wrapped key was changed or is another recipient's */
    byte[] unwrap(byte[] wrapped, byte[] binding, AsymmetricCipherKeyPair recipient) throws InvalidCipherTextException;
}

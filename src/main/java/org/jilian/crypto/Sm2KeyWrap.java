package org.jilian.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;

/**
 * SM2 public key encryption (GB/T 32918.4) in the order C1 C3 C2, C1 uncompressed. SM2 has no place for a binding:
 * the envelope's own tag authenticates it.
 */
final class Sm2KeyWrap implements KeyWrap {
    @Override
    public byte[] wrap(byte[] contentKey, byte[] binding, ECPublicKeyParameters recipient, SecureRandom random)
            throws InvalidCipherTextException {
        SM2Engine engine = newEngine();
        engine.init(true, new ParametersWithRandom(recipient, random));
        return engine.processBlock(contentKey, 0, contentKey.length);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] binding, AsymmetricCipherKeyPair recipient)
            throws InvalidCipherTextException {
        SM2Engine engine = newEngine();
        engine.init(false, recipient.getPrivate());
        try {
            return engine.processBlock(wrapped, 0, wrapped.length);
        } catch (IllegalArgumentException e) {
            // C1 is no point of the curve
            throw new InvalidCipherTextException("C1 is no point on sm2p256v1", e);
        }
    }

    private static SM2Engine newEngine() {
        return new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
    }
}

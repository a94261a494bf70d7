package org.jilian.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * HPKE base mode (RFC 9180 §5.1.1), one shot: DHKEM(P-256, HKDF-SHA256) 0x0010, HKDF-SHA256 0x0001, AES-256-GCM 0x0002;
 * {@code enc ‖ ciphertext ‖ tag}, the binding as additional data.
 */
final class HpkeKeyWrap implements KeyWrap {
    private static final int ENC = 65;

    private final byte[] info;

    /** @param info what the key is for (RFC 9180 §5.1) */
    HpkeKeyWrap(byte[] info) {
        this.info = info.clone();
    }

    @Override
    public byte[] wrap(byte[] contentKey, byte[] binding, ECPublicKeyParameters recipient, SecureRandom random)
            throws InvalidCipherTextException {
        ECKeyPairGenerator ephemerals = new ECKeyPairGenerator();
        ephemerals.init(new ECKeyGenerationParameters(recipient.getParameters(), random));
        HPKEContextWithEncapsulation sender = newHpke().setupBaseS(recipient, info, ephemerals.generateKeyPair());
        byte[] sealed = sender.seal(binding, contentKey);
        byte[] wrapped = Arrays.copyOf(sender.getEncapsulation(), ENC + sealed.length);
        System.arraycopy(sealed, 0, wrapped, ENC, sealed.length);
        return wrapped;
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] binding, AsymmetricCipherKeyPair recipient)
            throws InvalidCipherTextException {
        try {
            HPKEContext receiver = newHpke().setupBaseR(Arrays.copyOf(wrapped, ENC), recipient, info);
            return receiver.open(binding, Arrays.copyOfRange(wrapped, ENC, wrapped.length));
        } catch (IllegalArgumentException e) {
            throw new InvalidCipherTextException("enc is no point on P-256", e);
        }
    }

    /** A new one each time: its hash objects hold state between calls. */
    private static HPKE newHpke() {
        return new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }
}

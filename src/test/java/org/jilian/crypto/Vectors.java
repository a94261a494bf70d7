package org.jilian.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.math.ec.ECPoint;

/** Keys and randomness as published test vectors give them. */
final class Vectors {
    private Vectors() {}

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", "").toLowerCase(java.util.Locale.ROOT));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static PrivateKey privateKey(String curve, String d) {
        ECNamedCurveParameterSpec spec = ECNamedCurveTable.getParameterSpec(curve);
        try {
            return KeyFactory.getInstance("EC", Providers.BC)
                    .generatePrivate(new org.bouncycastle.jce.spec.ECPrivateKeySpec(new BigInteger(d, 16), spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PublicKey publicKey(String curve, String d) {
        ECNamedCurveParameterSpec spec = ECNamedCurveTable.getParameterSpec(curve);
        ECPoint point = spec.getG().multiply(new BigInteger(d, 16));
        try {
            return KeyFactory.getInstance("EC", Providers.BC)
                    .generatePublic(new org.bouncycastle.jce.spec.ECPublicKeySpec(point, spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static AsymmetricCipherKeyPair pair(SignatureScheme scheme, String curve, String d) {
        return new AsymmetricCipherKeyPair(
                scheme.publicKey(publicKey(curve, d)), scheme.privateKey(privateKey(curve, d)));
    }

    /** Gives exactly these bytes, and fails when asked for more. */
    static SecureRandom giving(String hex) {
        byte[] bytes = hex(hex);
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;
            private int position;

            @Override
            public void nextBytes(byte[] out) {
                if (position + out.length > bytes.length) {
                    throw new IllegalStateException("the vector gives no more randomness");
                }
                System.arraycopy(bytes, position, out, 0, out.length);
                position += out.length;
            }
        };
    }

    static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}

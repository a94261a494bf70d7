package org.jilian.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jilian.record.MalformedException;

/**
 * A curve with the one hash and the one signature algorithm used on it: whoever names one of the three gets the other
 * two, so nothing can be downgraded. Signatures are strict DER {@code SEQUENCE { r, s }}.
 */
enum SignatureScheme {
    /** GB/T 32918.2 on sm2p256v1 with SM3 and the default id 1234567812345678 (GB/T 35276 §10). k is random. */
    SM2("sm2p256v1", GMObjectIdentifiers.sm2p256v1, GMObjectIdentifiers.sm2sign_with_sm3, GMObjectIdentifiers.sm3) {
        @Override
        Digest newDigest() {
            return new SM3Digest();
        }

        @Override
        Signer newSigner() {
            return new SM2Signer(StandardDSAEncoding.INSTANCE, new SM3Digest());
        }
    },
    /** ECDSA on P-256 with SHA-256; k by RFC 6979, so that a broken random source cannot leak the key. */
    ECDSA(
            "secp256r1",
            X9ObjectIdentifiers.prime256v1,
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            NISTObjectIdentifiers.id_sha256) {
        @Override
        Digest newDigest() {
            return new SHA256Digest();
        }

        @Override
        Signer newSigner() {
            return new DSADigestSigner(
                    new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())),
                    new SHA256Digest(),
                    StandardDSAEncoding.INSTANCE);
        }
    };

    private final String curve;

    /** The AlgorithmIdentifier of public keys: a named curve, never explicit parameters. */
    final AlgorithmIdentifier keys;

    final AlgorithmIdentifier signatures;
    final AlgorithmIdentifier digests;

    SignatureScheme(
            String curve, ASN1ObjectIdentifier curveId, ASN1ObjectIdentifier signature, ASN1ObjectIdentifier digest) {
        this.curve = curve;
        this.keys = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curveId);
        this.signatures = new AlgorithmIdentifier(signature);
        this.digests = new AlgorithmIdentifier(digest);
    }

    abstract Digest newDigest();

    abstract Signer newSigner();

    /** The scheme of a public key's curve. @throws MalformedException if it is neither of the two */
    static SignatureScheme of(SubjectPublicKeyInfo key) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.keys.equals(key.getAlgorithm()))
                .findFirst()
                .orElseThrow(() -> new MalformedException(
                        "public key",
                        "on the named curve sm2p256v1 or P-256",
                        Certificates.describe(key.getAlgorithm())));
    }

    static SignatureScheme of(PublicKey key) {
        return of(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    KeyPair newKeyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Providers.BC);
            generator.initialize(new ECGenParameterSpec(curve), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle must know the curve " + curve, e);
        }
    }

    byte[] digest(byte[] content) {
        Digest digest = newDigest();
        digest.update(content, 0, content.length);
        byte[] value = new byte[digest.getDigestSize()];
        digest.doFinal(value, 0);
        return value;
    }

    byte[] sign(byte[] content, PrivateKey key, SecureRandom random) {
        ECPrivateKeyParameters parameters = privateKey(key);
        // ECDSA takes no randomness: its k is derived (RFC 6979)
        CipherParameters init = this == SM2 ? new ParametersWithRandom(parameters, random) : parameters;
        Signer signer = newSigner();
        signer.init(true, init);
        signer.update(content, 0, content.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("signing with " + this + " failed", e);
        }
    }

    /** False for any signature that does not hold, however malformed. */
    boolean verify(byte[] content, byte[] signature, ECPublicKeyParameters key) {
        Signer signer = newSigner();
        signer.init(false, key);
        signer.update(content, 0, content.length);
        return signer.verifySignature(signature);
    }

    /** @throws MalformedException if the key is on another curve or its point is not on the curve */
    ECPublicKeyParameters publicKey(SubjectPublicKeyInfo key) {
        if (!keys.equals(key.getAlgorithm())) {
            throw new MalformedException(
                    "public key", "on the named curve " + curve, Certificates.describe(key.getAlgorithm()));
        }
        try {
            return (ECPublicKeyParameters) PublicKeyFactory.createKey(key);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle throws several kinds on bytes that are no point
            throw new MalformedException("public key", "a point on " + curve, String.valueOf(e.getMessage()));
        }
    }

    ECPublicKeyParameters publicKey(PublicKey key) {
        return publicKey(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    /** @throws MalformedException if the key is on another curve */
    ECPrivateKeyParameters privateKey(PrivateKey key) {
        try {
            if (PrivateKeyFactory.createKey(key.getEncoded()) instanceof ECPrivateKeyParameters ec
                    && ec.getParameters().getCurve().equals(curve())) {
                return ec;
            }
        } catch (IOException e) {
            throw new IllegalStateException("a private key must give its PKCS#8 form to be used here", e);
        }
        throw new MalformedException("private key", "on the curve " + curve, key.getAlgorithm() + " on another curve");
    }

    ECCurve curve() {
        return CustomNamedCurves.getByName(curve).getCurve();
    }

    static void requirePair(PrivateKey key, X509Certificate certificate) {
        SignatureScheme scheme = of(certificate.getPublicKey());
        ECPrivateKeyParameters own = scheme.privateKey(key);
        ECPoint point =
                new FixedPointCombMultiplier().multiply(own.getParameters().getG(), own.getD());
        if (!point.equals(scheme.publicKey(certificate.getPublicKey()).getQ())) {
            throw new MalformedException(
                    "certificate " + Certificates.serial(certificate), "of this private key", "of another key");
        }
    }
}

package org.jilian.crypto;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.Mac;
import org.jilian.record.MalformedException;
import org.jspecify.annotations.Nullable;

/** Both suites: the same constructions over different algorithms. */
final class NamedSuite implements Suite {
    private static final byte[] HPKE_INFO = "jilian envelope 1".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final SignatureScheme scheme;
    private final GcmCipher.Algorithm algorithm;
    private final String mac;
    private final @Nullable Provider provider;
    private final SecureRandom random;
    private final Hash hash;
    private final SignedDataWriter writer;
    private final SignedDataReader reader;
    private final Envelopes envelopes;

    private NamedSuite(
            String name, CmsProfile profile, GcmCipher.Algorithm algorithm, Envelopes envelopes, SecureRandom random) {
        boolean gm = profile.scheme() == SignatureScheme.SM2;
        this.name = name;
        this.scheme = profile.scheme();
        this.algorithm = algorithm;
        this.mac = gm ? "HmacSM3" : "HmacSHA256";
        this.provider = gm ? Providers.BC : null;
        this.random = random;
        this.hash = new TreeHash(gm ? "SM3" : "SHA-256", provider);
        this.writer = new SignedDataWriter(profile, random);
        this.reader = new SignedDataReader(profile);
        this.envelopes = envelopes;
    }

    static Suite gm(SecureRandom random) {
        GcmCipher.Algorithm sm4 = GcmCipher.Algorithm.SM4;
        Envelopes envelopes = new Envelopes(1, SignatureScheme.SM2, sm4, new Sm2KeyWrap());
        return new NamedSuite("gm", CmsProfile.GM, sm4, envelopes, random);
    }

    static Suite intl(SecureRandom random) {
        GcmCipher.Algorithm aes = GcmCipher.Algorithm.AES;
        Envelopes envelopes = new Envelopes(2, SignatureScheme.ECDSA, aes, new HpkeKeyWrap(HPKE_INFO));
        return new NamedSuite("intl", CmsProfile.INTL, aes, envelopes, random);
    }

    /** The scheme of a suite's sign and encrypt keys. */
    static SignatureScheme schemeOf(Suite suite) {
        return suite.name().equals("gm") ? SignatureScheme.SM2 : SignatureScheme.ECDSA;
    }

    /** TLS stays with ECDSA in both suites. */
    static SignatureScheme schemeOf(Suite suite, Purpose purpose) {
        return purpose == Purpose.TLS ? SignatureScheme.ECDSA : schemeOf(suite);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Hash hash() {
        return hash;
    }

    @Override
    public Mac mac(byte[] key) {
        return new Hmac(mac, provider, key);
    }

    @Override
    public Cipher cipher(byte[] key) {
        return new GcmCipher(algorithm, key, random);
    }

    @Override
    public int cipherKeySize() {
        return algorithm.keySize;
    }

    @Override
    public KeyPair newKeyPair(SecureRandom random) {
        return scheme.newKeyPair(random);
    }

    @Override
    public byte[] sign(byte[] content, Instant signingTime, List<SigningKey> keys) {
        return writer.write(content, signingTime, keys);
    }

    @Override
    public Verification verify(byte[] content, byte[] cms) {
        return reader.verify(content, cms);
    }

    @Override
    public byte[] signRaw(byte[] content, PrivateKey key) {
        return scheme.sign(content, key, random);
    }

    @Override
    public boolean verifyRaw(byte[] content, byte[] signature, PublicKey key) {
        try {
            return scheme.verify(content, signature, scheme.publicKey(key));
        } catch (MalformedException e) {
            // a key of another curve has signed nothing in this suite
            return false;
        }
    }

    @Override
    public byte[] envelope(byte[] plain, byte[] context, List<X509Certificate> recipients, SecureRandom random) {
        return envelopes.seal(plain, context, recipients, random);
    }

    @Override
    public Optional<byte[]> open(byte[] envelope, byte[] context, EncryptionKey key) {
        return envelopes.open(envelope, context, key);
    }

    @Override
    public List<Digest> recipients(byte[] envelope) {
        return envelopes.recipients(envelope);
    }
}

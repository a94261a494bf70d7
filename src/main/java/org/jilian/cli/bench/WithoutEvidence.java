package org.jilian.cli.bench;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.EncryptionKey;
import org.jilian.crypto.SigningKey;
import org.jilian.crypto.Suite;
import org.jilian.crypto.Verification;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.Mac;
import org.jilian.record.MalformedException;

/**
 * A suite that drops exactly what evidence costs, and nothing else: signatures of parcels and receipts are a note of the
 * signer and believed, and a Merkle node is its left child. Digests, encryption, pseudonyms and TLS stay. Exists to be
 * measured against; no command that serves can be given it.
 */
final class WithoutEvidence implements Suite {
    private final Suite real;
    private final Map<ByteBuffer, X509Certificate> certificates = new ConcurrentHashMap<>();

    WithoutEvidence(Suite real) {
        this.real = real;
    }

    @Override
    public Hash hash() {
        Hash hash = real.hash();
        return new Hash() {
            @Override
            public Digest of(byte[] bytes) {
                return hash.of(bytes);
            }

            @Override
            public Digest leaf(byte[] bytes) {
                return hash.leaf(bytes);
            }

            @Override
            public Digest node(Digest left, Digest right) {
                return left;
            }
        };
    }

    @Override
    public byte[] sign(byte[] content, Instant signingTime, List<SigningKey> keys) {
        try {
            byte[] certificate = keys.get(0).certificate().getEncoded();
            return ByteBuffer.allocate(Long.BYTES + certificate.length)
                    .putLong(signingTime.getEpochSecond())
                    .put(certificate)
                    .array();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read should be written", e);
        }
    }

    @Override
    public Verification verify(byte[] content, byte[] note) {
        if (note.length <= Long.BYTES) {
            return new Verification.Forged("a note of the signer, but found " + note.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(note);
        Instant at = Instant.ofEpochSecond(buffer.getLong());
        X509Certificate signer = certificates.computeIfAbsent(buffer.slice(), WithoutEvidence::certificate);
        return new Verification.Genuine(List.of(new Verification.Signer(signer, at)));
    }

    private static X509Certificate certificate(ByteBuffer der) {
        byte[] bytes = new byte[der.remaining()];
        der.duplicate().get(bytes);
        return Certificates.read(bytes);
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Mac mac(byte[] key) {
        return real.mac(key);
    }

    @Override
    public Cipher cipher(byte[] key) {
        return real.cipher(key);
    }

    @Override
    public int cipherKeySize() {
        return real.cipherKeySize();
    }

    @Override
    public KeyPair newKeyPair(SecureRandom random) {
        return real.newKeyPair(random);
    }

    @Override
    public byte[] signRaw(byte[] content, PrivateKey key) {
        return real.signRaw(content, key);
    }

    @Override
    public boolean verifyRaw(byte[] content, byte[] signature, PublicKey key) {
        return real.verifyRaw(content, signature, key);
    }

    @Override
    public byte[] envelope(byte[] plain, byte[] context, List<X509Certificate> recipients, SecureRandom random) {
        return real.envelope(plain, context, recipients, random);
    }

    @Override
    public Optional<byte[]> open(byte[] envelope, byte[] context, EncryptionKey key) {
        return real.open(envelope, context, key);
    }

    /** @throws MalformedException if the envelope does not have the suite's form */
    @Override
    public List<Digest> recipients(byte[] envelope) {
        return real.recipients(envelope);
    }
}

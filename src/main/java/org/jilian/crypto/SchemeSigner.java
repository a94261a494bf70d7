package org.jilian.crypto;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;

/** One signature over what is written into it, as Bouncy Castle's certificate and request builders ask for it. */
final class SchemeSigner implements ContentSigner {
    private final SignatureScheme scheme;
    private final PrivateKey key;
    private final SecureRandom random;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    SchemeSigner(SignatureScheme scheme, PrivateKey key, SecureRandom random) {
        this.scheme = scheme;
        this.key = key;
        this.random = random;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return scheme.signatures;
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        return scheme.sign(content.toByteArray(), key, random);
    }
}

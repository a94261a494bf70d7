package org.jilian.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS8EncryptedPrivateKeyInfoBuilder;
import org.jilian.record.MalformedException;

/**
 * One private key in a file: PKCS#8 encrypted under a password (RFC 5958, PBES2 of RFC 8018 with PBKDF2-HMAC-SHA256
 * and AES-256-CBC), in PEM, as {@code openssl pkey} reads it too.
 */
final class KeyFile {
    private static final String PEM_TYPE = "ENCRYPTED PRIVATE KEY";

    private KeyFile() {}

    static void write(Path file, PrivateKey key, char[] password, Stretching stretching, SecureRandom random) {
        try {
            JceOpenSSLPKCS8EncryptorBuilder encryption = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(Providers.BC)
                    .setRandom(random)
                    .setPassword(password)
                    .setIterationCount(stretching.iterations())
                    .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE));
            byte[] encrypted = new JcaPKCS8EncryptedPrivateKeyInfoBuilder(key)
                    .build(encryption.build())
                    .getEncoded();
            PrivateFiles.write(file, Pem.bytes(PEM_TYPE, encrypted));
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a private key could not be encrypted for " + file, e);
        }
    }

    /** @throws MalformedException if the file is no encrypted key, or the password is another */
    static PrivateKey read(Path file, char[] password) {
        byte[] der = Pem.read(PrivateFiles.read(file), PEM_TYPE);
        try {
            PrivateKeyInfo key = new PKCS8EncryptedPrivateKeyInfo(der)
                    .decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(Providers.BC)
                            .build(password));
            return new JcaPEMKeyConverter().setProvider(Providers.BC).getPrivateKey(key);
        } catch (OperatorCreationException | PKCSException | IOException e) {
            throw new MalformedException(
                    file.toString(), "a private key under this password", "another: " + e.getMessage());
        }
    }
}

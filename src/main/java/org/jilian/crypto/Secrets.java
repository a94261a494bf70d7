package org.jilian.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jilian.record.Cipher;
import org.jilian.record.MalformedException;

/**
 * A node's two symmetric keys: the salt key of its protected fields and the key of its data at rest. Their file is PEM
 * around {@code version (1) = 1 ‖ PBKDF2 iterations (4) ‖ salt (16) ‖ suite's GCM text of salt key (32) ‖ at-rest key},
 * under a key derived from the password with PBKDF2 over the suite's HMAC (RFC 8018 §5.2).
 */
record Secrets(byte[] saltKey, byte[] atRestKey) {
    static final int SALT_KEY = 32;

    private static final String PEM_TYPE = "JILIAN SECRETS";
    private static final byte[] CONTEXT = "jilian secrets 1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int HEAD = 1 + 4 + SALT;
    private static final int MAX_ITERATIONS = 10_000_000;

    static Secrets random(Suite suite, SecureRandom random) {
        byte[] saltKey = new byte[SALT_KEY];
        byte[] atRestKey = new byte[suite.cipherKeySize()];
        random.nextBytes(saltKey);
        random.nextBytes(atRestKey);
        return new Secrets(saltKey, atRestKey);
    }

    void write(Path file, Suite suite, char[] password, Stretching stretching, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] plain = Arrays.copyOf(saltKey, SALT_KEY + atRestKey.length);
        System.arraycopy(atRestKey, 0, plain, SALT_KEY, atRestKey.length);
        byte[] text = cipher(suite, password, salt, stretching.iterations()).encrypt(plain, CONTEXT);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + text.length);
        bytes.put((byte) 1).putInt(stretching.iterations()).put(salt).put(text);
        PrivateFiles.write(file, Pem.bytes(PEM_TYPE, bytes.array()));
    }

    /** @throws MalformedException if the file is no such file, or the password or the suite is another */
    static Secrets read(Path file, Suite suite, char[] password) {
        byte[] bytes = Pem.read(PrivateFiles.read(file), PEM_TYPE);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length != HEAD + GcmCipher.OVERHEAD + SALT_KEY + suite.cipherKeySize() || in.get() != 1) {
            throw new MalformedException(file.toString(), "secrets of suite " + suite.name(), bytes.length + " bytes");
        }
        int iterations = in.getInt();
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new MalformedException(file.toString(), "with 1 to 10000000 iterations", iterations + " iterations");
        }
        byte[] salt = new byte[SALT];
        in.get(salt);
        try {
            byte[] plain = cipher(suite, password, salt, iterations)
                    .decrypt(Arrays.copyOfRange(bytes, HEAD, bytes.length), CONTEXT);
            return new Secrets(Arrays.copyOf(plain, SALT_KEY), Arrays.copyOfRange(plain, SALT_KEY, plain.length));
        } catch (Cipher.UnreadableException e) {
            throw new MalformedException(file.toString(), "secrets under this password", "another: " + e.getMessage());
        }
    }

    private static Cipher cipher(Suite suite, char[] password, byte[] salt, int iterations) {
        PKCS5S2ParametersGenerator derivation =
                new PKCS5S2ParametersGenerator(NamedSuite.schemeOf(suite).newDigest());
        byte[] bytes = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password);
        derivation.init(bytes, salt, iterations);
        KeyParameter key = (KeyParameter) derivation.generateDerivedParameters(8 * suite.cipherKeySize());
        Arrays.fill(bytes, (byte) 0);
        return suite.cipher(key.getKey());
    }
}

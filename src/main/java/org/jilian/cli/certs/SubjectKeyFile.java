package org.jilian.cli.certs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jilian.crypto.Suite;
import org.jilian.exchange.Subjects;

/** A subject key of one epoch as the directory carries it: wrapped to each entitled node, in clear nowhere. */
public final class SubjectKeyFile {
    private static final int KEY = 32;

    private SubjectKeyFile() {}

    /** Makes a fresh key and writes {@code <epoch>.yaml} below a federation's folder; the key itself is forgotten. */
    public static Path write(
            Path federation,
            Suite suite,
            int epoch,
            Instant notBefore,
            List<X509Certificate> recipients,
            SecureRandom random) {
        byte[] key = new byte[KEY];
        random.nextBytes(key);
        byte[] wrapped = suite.envelope(key, Subjects.context(epoch), recipients, random);
        java.util.Arrays.fill(key, (byte) 0);
        Path file = federation.resolve("subject-keys").resolve(epoch + ".yaml");
        try {
            Files.createDirectories(federation.resolve("subject-keys"));
            Files.writeString(
                    file,
                    "epoch: " + epoch + "\npart: 1\nnot-before: " + notBefore + "\nwrapped: "
                            + Base64.getEncoder().encodeToString(wrapped) + "\n",
                    StandardCharsets.UTF_8,
                    java.nio.file.StandardOpenOption.CREATE_NEW,
                    java.nio.file.StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": an epoch's key is made once", e);
        }
        return file;
    }
}

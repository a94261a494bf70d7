package org.jilian.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prints what each operation costs on one thread of this machine; asserts only that they worked. */
@Tag("long")
class SuiteCostTest {
    private static final int WARM_UP = 1_500;
    private static final int ROUNDS = 1_500;

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void costs(String name) {
        Pki pki = Pki.of(name);
        Suite suite = pki.suite;
        SigningKey key = pki.signing("370811");
        EncryptionKey reader = pki.encryption("370000");
        SecureRandom random = new SecureRandom();
        byte[] header = new byte[500];
        byte[] body = new byte[65_536];
        byte[] cms = suite.sign(header, Instant.EPOCH, List.of(key));
        byte[] raw = suite.signRaw(header, key.key());
        byte[] envelope = suite.envelope(header, header, List.of(reader.certificate()), random);
        byte[] mac = suite.mac(header).of(header);

        print(name, "sign", () -> suite.sign(header, Instant.EPOCH, List.of(key)));
        print(name, "verify", () -> suite.verify(header, cms));
        print(name, "signRaw", () -> suite.signRaw(header, key.key()));
        print(
                name,
                "verifyRaw",
                () -> suite.verifyRaw(header, raw, key.certificate().getPublicKey()));
        print(name, "seal to one", () -> suite.envelope(header, header, List.of(reader.certificate()), random));
        print(name, "open", () -> suite.open(envelope, header, reader));
        print(name, "leaf of 500 bytes", () -> suite.hash().leaf(header));
        print(name, "hash of 64 KiB", () -> suite.hash().of(body));
        print(
                name,
                "cipher of 64 KiB",
                () -> suite.cipher(new byte[suite.cipherKeySize()]).encrypt(body, mac));
        print(
                name,
                "cipher of 500 bytes",
                () -> suite.cipher(new byte[suite.cipherKeySize()]).encrypt(header, mac));
        assertThat(suite.verify(header, cms)).isInstanceOf(Verification.Genuine.class);
        System.out.printf("%-5s signature is %d bytes%n", name, cms.length);
    }

    private static void print(String suite, String operation, Runnable work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            work.run();
        }
        System.out.printf("%-5s %-20s %9.1f µs%n", suite, operation, (System.nanoTime() - start) / 1e3 / ROUNDS);
    }
}

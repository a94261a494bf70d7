package org.jilian.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jilian.record.Cipher;
import org.jilian.record.Mac;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteThreadsTest {
    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void severalThreadsGetWhatOneWouldGet(String name) {
        Pki pki = Pki.of(name);
        SigningKey key = pki.signing("370811");
        Mac mac = pki.suite.mac(new byte[32]);
        Cipher cipher = pki.suite.cipher(new byte[pki.suite.cipherKeySize()]);
        List<byte[]> inputs = IntStream.range(0, 2_000)
                .mapToObj(i -> ByteBuffer.allocate(200).putInt(i).array())
                .toList();

        List<String> alone = results(pki.suite, mac, inputs.stream());
        List<String> together = results(pki.suite, mac, inputs.parallelStream());

        assertThat(together).isEqualTo(alone);
        assertThat(inputs.parallelStream()
                        .filter(input -> Arrays.equals(cipher.decrypt(cipher.encrypt(input, input), input), input)))
                .hasSameSizeAs(inputs);
        assertThat(inputs.parallelStream().limit(100).map(input -> {
                    byte[] cms = pki.suite.sign(input, Instant.EPOCH, List.of(key));
                    return pki.suite.verify(input, cms);
                }))
                .hasSize(100)
                .allMatch(Verification.Genuine.class::isInstance);
    }

    private static List<String> results(Suite suite, Mac mac, Stream<byte[]> inputs) {
        return inputs.map(input -> suite.hash().leaf(input) + " " + Arrays.toString(mac.of(input)))
                .toList();
    }
}

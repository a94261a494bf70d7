package org.jilian.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jilian.record.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BareSignatureTest {
    private static final byte[] CONTENT = "{\"origin\":\"370811\"}".getBytes(UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:15.999Z");

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void sixtyFourBytesSayWhatTheWholeSignatureSays(String name) {
        Pki pki = Pki.of(name);
        SigningKey rencheng = pki.signing("370811");
        // several: numbers that begin with a zero byte, or need one before them in DER, come up now and then
        for (int i = 0; i < 50; i++) {
            byte[] content = (i + " of several").getBytes(UTF_8);
            BareSignature bare = BareSignature.of(pki.suite.sign(content, NOW, List.of(rencheng)), pki.suite);

            assertThat(bare.bytes()).hasSize(BareSignature.SIZE);
            assertThat(BareSignature.read(bare.bytes()).verify(pki.suite, content, NOW, rencheng.certificate()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void anythingElseIsNotWhatWasSigned(String name) {
        Pki pki = Pki.of(name);
        SigningKey rencheng = pki.signing("370811");
        BareSignature bare = BareSignature.of(pki.suite.sign(CONTENT, NOW, List.of(rencheng)), pki.suite);

        assertThat(bare.verify(pki.suite, "{}".getBytes(UTF_8), NOW, rencheng.certificate()))
                .as("other content")
                .isFalse();
        assertThat(bare.verify(pki.suite, CONTENT, NOW.plusSeconds(1), rencheng.certificate()))
                .as("another time")
                .isFalse();
        assertThat(bare.verify(pki.suite, CONTENT, NOW, pki.signing("370800").certificate()))
                .as("another node's certificate")
                .isFalse();
        Pki other = Pki.of(name.equals("gm") ? "intl" : "gm");
        assertThat(bare.verify(pki.suite, CONTENT, NOW, other.signing("370811").certificate()))
                .as("a key of the other suite")
                .isFalse();
        byte[] most = new byte[BareSignature.SIZE];
        Arrays.fill(most, (byte) 0xff);
        assertThat(BareSignature.read(most).verify(pki.suite, CONTENT, NOW, rencheng.certificate()))
                .as("numbers beyond the order")
                .isFalse();
        assertThat(BareSignature.read(new byte[BareSignature.SIZE])
                        .verify(pki.suite, CONTENT, NOW, rencheng.certificate()))
                .as("zeros")
                .isFalse();
    }

    @Test
    void whatIsNoSignatureOfOneSignerIsRefused() {
        Pki pki = Pki.of("intl");
        byte[] two = pki.suite.sign(CONTENT, NOW, List.of(pki.signing("370811"), pki.signing("370800")));

        assertThatThrownBy(() -> BareSignature.of(two, pki.suite))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("by one signer, but is 'by 2'");
        assertThatThrownBy(() -> BareSignature.of(new byte[] {1, 2, 3}, pki.suite))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("CMS SignedData");
        assertThatThrownBy(() -> BareSignature.read(new byte[63]))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("64 bytes, but is '63 bytes'");
    }
}

package org.jilian.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jilian.crypto.Verification.Forged;
import org.jilian.crypto.Verification.Genuine;
import org.jilian.crypto.Verification.Signer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedDataTest {
    private static final byte[] CONTENT = "{\"origin\":\"370811\"}".getBytes(UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:15.999Z");
    private static final Instant NOW_IN_SECONDS = Instant.parse("2026-11-21T08:30:15Z");

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void aSignatureIsGenuineAndSaysWhoAndWhen(String name) {
        Pki pki = Pki.of(name);
        SigningKey rencheng = pki.signing("370811");

        byte[] cms = pki.suite.sign(CONTENT, NOW, List.of(rencheng));

        assertThat(pki.suite.verify(CONTENT, cms))
                .isEqualTo(new Genuine(List.of(new Signer(rencheng.certificate(), NOW_IN_SECONDS))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void severalSignersAreEachNamed(String name) {
        Pki pki = Pki.of(name);
        List<SigningKey> roots = List.of(pki.signing("000000"), pki.signing("370000"), pki.root.signingKey());

        byte[] cms = pki.suite.sign(CONTENT, NOW, roots);

        assertThat(((Genuine) pki.suite.verify(CONTENT, cms)).signers())
                .extracting(Signer::certificate)
                .containsExactlyInAnyOrderElementsOf(
                        roots.stream().map(SigningKey::certificate).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void otherContentIsForged(String name) {
        Pki pki = Pki.of(name);
        byte[] cms = pki.suite.sign(CONTENT, NOW, List.of(pki.signing("370811")));

        assertThat(pki.suite.verify("{}".getBytes(UTF_8), cms))
                .isEqualTo(new Forged("signed message digest should be the content's, but is 'another content's'"));
    }
}

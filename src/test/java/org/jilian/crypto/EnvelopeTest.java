package org.jilian.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jilian.record.Cipher.UnreadableException;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {
    private static final byte[] PLAIN = "11010519491231002X".getBytes(UTF_8);
    private static final byte[] CONTEXT = "header digest".getBytes(UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One federation of three entitled nodes and one that is not. */
    record Federation(Pki pki, EncryptionKey city, EncryptionKey province, EncryptionKey stranger) {
        static Federation of(String suite) {
            Pki pki = Pki.of(suite);
            return new Federation(pki, pki.encryption("370800"), pki.encryption("370000"), pki.encryption("410000"));
        }

        byte[] envelope() {
            return pki.suite.envelope(PLAIN, CONTEXT, entitled(), RANDOM);
        }

        List<X509Certificate> entitled() {
            return List.of(city.certificate(), province.certificate());
        }

        @Override
        public String toString() {
            return pki.suite.name();
        }
    }

    static Stream<Federation> federations() {
        return Stream.of("gm", "intl").map(Federation::of);
    }

    @ParameterizedTest
    @MethodSource("federations")
    void everyRecipientAndNobodyElseOpensIt(Federation federation) {
        byte[] envelope = federation.envelope();

        assertThat(federation.pki.suite.open(envelope, CONTEXT, federation.city))
                .contains(PLAIN);
        assertThat(federation.pki.suite.open(envelope, CONTEXT, federation.province))
                .contains(PLAIN);
        assertThat(federation.pki.suite.open(envelope, CONTEXT, federation.stranger))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("federations")
    void recipientsAreNamedWithoutOpeningAndOnceEach(Federation federation) {
        List<X509Certificate> twice = Stream.concat(federation.entitled().stream(), federation.entitled().stream())
                .toList();

        byte[] envelope = federation.pki.suite.envelope(PLAIN, CONTEXT, twice, RANDOM);

        assertThat(federation.pki.suite.recipients(envelope))
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(federation.entitled().stream()
                        .map(Certificates::fingerprint)
                        .toList());
        assertThat(envelope).hasSize(7 + 2 * 145 + 12 + PLAIN.length + 16);
    }

    @ParameterizedTest
    @MethodSource("federations")
    void neitherTextNorKeyStandsInIt(Federation federation) {
        assertThat(new String(federation.envelope(), UTF_8)).doesNotContain("11010519491231002X");
        assertThat(federation.envelope()).isNotEqualTo(federation.envelope());
    }

    @ParameterizedTest
    @MethodSource("federations")
    void aLongTextAndNoTextAreCarriedToo(Federation federation) {
        byte[] text = new byte[1_000_000];
        RANDOM.nextBytes(text);

        for (byte[] plain : List.of(text, new byte[0])) {
            byte[] envelope = federation.pki.suite.envelope(plain, new byte[0], federation.entitled(), RANDOM);
            assertThat(federation.pki.suite.open(envelope, new byte[0], federation.city))
                    .contains(plain);
        }
    }

    @ParameterizedTest
    @MethodSource("federations")
    void inAnotherContextItDoesNotOpen(Federation federation) {
        byte[] envelope = federation.envelope();

        assertThatThrownBy(() -> federation.pki.suite.open(envelope, new byte[0], federation.city))
                .isInstanceOf(UnreadableException.class);
    }

    /** Only a changed own fingerprint looks like an envelope for others; every other byte is authenticated. */
    @ParameterizedTest
    @MethodSource("federations")
    void withAnyByteChangedItDoesNotOpen(Federation federation) {
        byte[] envelope = federation.envelope();
        Digest own = Certificates.fingerprint(federation.city.certificate());
        int ownFingerprint = 7 + 145 * federation.pki.suite.recipients(envelope).indexOf(own);
        for (int i = 0; i < envelope.length; i++) {
            byte[] changed = envelope.clone();
            changed[i] ^= (byte) (1 << RANDOM.nextInt(8));
            if (i >= ownFingerprint && i < ownFingerprint + 32) {
                assertThat(opens(federation, changed)).isFalse();
            } else {
                assertThatThrownBy(() -> federation.pki.suite.open(changed, CONTEXT, federation.city))
                        .as("byte %d", i)
                        .isInstanceOf(UnreadableException.class);
            }
        }
    }

    private static boolean opens(Federation federation, byte[] envelope) {
        try {
            return federation.pki.suite.open(envelope, CONTEXT, federation.city).isPresent();
        } catch (UnreadableException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("federations")
    void cutShortOrLengthenedItDoesNotOpen(Federation federation) {
        byte[] envelope = federation.envelope();
        for (int length = 0; length <= envelope.length + 1; length++) {
            byte[] cut = Arrays.copyOf(envelope, length);
            if (length != envelope.length) {
                assertThatThrownBy(() -> federation.pki.suite.open(cut, CONTEXT, federation.city))
                        .as("length %d", length)
                        .isInstanceOf(UnreadableException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("federations")
    void oneThatClaimsManyRecipientsIsRefusedByItsLength(Federation federation) {
        byte[] envelope = federation.envelope();
        envelope[5] = (byte) 0xFF;
        envelope[6] = (byte) 0xFF;

        assertThatThrownBy(() -> federation.pki.suite.recipients(envelope))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("9502610 bytes long");
    }

    @ParameterizedTest
    @MethodSource("federations")
    void anotherSuitesEnvelopeIsRefused(Federation federation) {
        Suite other = Suite.named(federation.pki.suite.name().equals("gm") ? "intl" : "gm");

        assertThatThrownBy(() -> other.recipients(federation.envelope()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("of suite");
    }

    @ParameterizedTest
    @MethodSource("federations")
    void itIsSealedToEncryptionCertificatesOfItsSuiteOnly(Federation federation) {
        Pki pki = federation.pki;
        Pki foreign = Pki.of(pki.suite.name().equals("gm") ? "intl" : "gm");

        assertThatThrownBy(() -> seal(pki, pki.signing("370811").certificate()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("for encryption");
        assertThatThrownBy(() -> seal(pki, pki.tls("370811").certificate())).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> seal(pki, foreign.encryption("370811").certificate()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("on the named curve");
        assertThatThrownBy(() -> pki.suite.envelope(PLAIN, CONTEXT, List.of(), RANDOM))
                .isInstanceOf(MalformedException.class);
    }

    private static byte[] seal(Pki pki, X509Certificate recipient) {
        return pki.suite.envelope(PLAIN, CONTEXT, List.of(recipient), RANDOM);
    }
}

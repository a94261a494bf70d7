package org.jilian.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.crypto.Suite;
import org.jilian.crypto.Verification;
import org.jilian.record.Digest;
import org.junit.jupiter.api.Test;

/** What the bench measures against drops signatures and Merkle nodes, and nothing else. */
class WithoutEvidenceTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
    private static final byte[] CONTENT = {1, 2, 3};

    private final Suite real = Suite.named("gm");
    private final Suite without = new WithoutEvidence(real);

    @Test
    void aNoteOfTheSignerIsBelieved() {
        CertificateAuthority signer =
                CertificateAuthority.create(real, "370811", NOW, NOW.plus(Duration.ofDays(1)), new SecureRandom());

        byte[] note = without.sign(CONTENT, NOW, List.of(signer.signingKey()));

        assertThat(without.verify(new byte[0], note))
                .isEqualTo(new Verification.Genuine(
                        List.of(new Verification.Signer(signer.signingKey().certificate(), NOW))));
        assertThat(real.verify(CONTENT, note)).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void digestsOfRecordsStay() {
        Digest left = real.hash().leaf(CONTENT);
        Digest right = real.hash().leaf(new byte[] {4});

        assertThat(without.hash().leaf(CONTENT)).isEqualTo(left);
        assertThat(without.hash().of(CONTENT)).isEqualTo(real.hash().of(CONTENT));
        assertThat(without.hash().node(left, right)).isEqualTo(left);
    }
}

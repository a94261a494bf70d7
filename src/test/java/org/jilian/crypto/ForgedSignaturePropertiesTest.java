package org.jilian.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Nothing that is not the signature is genuine, and nothing makes verification throw. */
class ForgedSignaturePropertiesTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Pki GM = Pki.of("gm");
    private static final Pki INTL = Pki.of("intl");
    private static final byte[] GM_CMS =
            GM.suite.sign(CONTENT, Instant.EPOCH, List.of(GM.signing("370811"), GM.signing("370881")));
    private static final byte[] INTL_CMS =
            INTL.suite.sign(CONTENT, Instant.EPOCH, List.of(INTL.signing("370811"), INTL.signing("370881")));

    @Property(tries = 500)
    void garbageIsForged(@ForAll @Size(max = 300) byte[] garbage) {
        assertThat(GM.suite.verify(CONTENT, garbage)).isInstanceOf(Verification.Forged.class);
        assertThat(INTL.suite.verify(CONTENT, garbage)).isInstanceOf(Verification.Forged.class);
    }

    @Property(tries = 1000)
    void anotherByteAnywhereIsForged(@ForAll @IntRange(min = 0, max = 100_000) int place, @ForAll byte value) {
        for (Pki pki : List.of(GM, INTL)) {
            byte[] cms = (pki == GM ? GM_CMS : INTL_CMS).clone();
            int at = place % cms.length;
            boolean same = cms[at] == value;
            cms[at] = value;
            assertThat(pki.suite.verify(CONTENT, cms))
                    .isInstanceOf(same ? Verification.Genuine.class : Verification.Forged.class);
        }
    }

    @Property(tries = 500)
    void aPieceReplacedByGarbageIsForged(
            @ForAll @IntRange(min = 0, max = 100_000) int place, @ForAll @Size(min = 1, max = 40) byte[] garbage) {
        byte[] cms = INTL_CMS.clone();
        int at = place % (cms.length - garbage.length);
        System.arraycopy(garbage, 0, cms, at, garbage.length);
        assertThat(INTL.suite.verify(CONTENT, cms))
                .isInstanceOf(
                        java.util.Arrays.equals(cms, INTL_CMS)
                                ? Verification.Genuine.class
                                : Verification.Forged.class);
    }
}

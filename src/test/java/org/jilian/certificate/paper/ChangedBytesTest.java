package org.jilian.certificate.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is done to a QR code's bytes, it is not called genuine, and nothing throws. */
class ChangedBytesTest {
    private static final byte[] GM = bytes("gm");
    private static final byte[] INTL = bytes("intl");

    private static byte[] bytes(String suite) {
        return Base64.getUrlDecoder().decode(Issued.under(suite).qr().value().substring(QrText.PREFIX.length()));
    }

    @Property(tries = 400)
    void anyChangedByteIsNeverGenuine(
            @ForAll boolean gm,
            @ForAll @IntRange(max = 10_000) int at,
            @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] changed = (gm ? GM : INTL).clone();
        changed[at % changed.length] ^= (byte) flip;

        assertNotGenuine(gm, changed);
    }

    @Property(tries = 100)
    void noPartOfItIsGenuine(@ForAll boolean gm, @ForAll @IntRange(max = 10_000) int length) {
        byte[] whole = gm ? GM : INTL;

        assertNotGenuine(gm, Arrays.copyOf(whole, length % whole.length));
    }

    @Property(tries = 100)
    void nothingMayFollowIt(@ForAll boolean gm, @ForAll @Size(min = 1, max = 40) byte[] more) {
        byte[] whole = gm ? GM : INTL;
        byte[] longer = Arrays.copyOf(whole, whole.length + more.length);
        System.arraycopy(more, 0, longer, whole.length, more.length);

        assertNotGenuine(gm, longer);
    }

    @Property(tries = 200)
    void whateverBytesAreNotGenuine(@ForAll boolean gm, @ForAll @Size(max = 800) byte[] bytes) {
        assertNotGenuine(gm, bytes);
    }

    @Property(tries = 200)
    void whateverTextIsNotGenuine(@ForAll String text) {
        assertThat(new Verifier(Issued.under("intl").directory()).text("JL1:" + text))
                .isNotInstanceOf(Answer.Genuine.class);
    }

    private static void assertNotGenuine(boolean gm, byte[] bytes) {
        String text = QrText.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        assertThat(new Verifier(Issued.under(gm ? "gm" : "intl").directory()).text(text))
                .isNotInstanceOf(Answer.Genuine.class);
    }
}

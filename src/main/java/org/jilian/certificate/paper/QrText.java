package org.jilian.certificate.paper;

import java.util.Base64;
import org.jilian.crypto.Suite;
import org.jilian.ledger.Proof;
import org.jilian.record.MalformedException;

/**
 * The text in a certificate's QR code: {@code JL1:} and a {@link FaceProof} in base64url without padding. Of letters that
 * survive being pasted into a chat or a form; base45 would need fewer modules, and longer texts than are allowed.
 */
public record QrText(String value) {
    /** Names the format and its version; another version has another digit. */
    public static final String PREFIX = "JL1:";

    /** In characters, all of them ASCII. */
    public static final int MAX_LENGTH = 1_200;

    /** @throws MalformedException as {@link FaceProof#of} says */
    public static QrText of(Proof proof, Suite suite) {
        byte[] bytes = FaceProof.of(proof, suite).write(suite);
        return new QrText(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public QrText {
        CertificateFace.expect(value.startsWith(PREFIX), "text of a QR code", "beginning with " + PREFIX, value);
        CertificateFace.expect(
                value.length() <= MAX_LENGTH,
                "text of a QR code",
                "at most " + MAX_LENGTH + " characters",
                value.length() + " characters");
    }

    /** @throws MalformedException naming the part, what it should be and what it is */
    public FaceProof proof(Suite suite) {
        return FaceProof.read(bytes(), suite);
    }

    private byte[] bytes() {
        String text = value.substring(PREFIX.length());
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("text of a QR code", "base64url after " + PREFIX, e.getMessage() + "");
        }
        // the decoder forgives padding and bits beyond the end: one proof has one text
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            throw new MalformedException("text of a QR code", "base64url without padding", "another writing of it");
        }
        return bytes;
    }

    @Override
    public String toString() {
        return value;
    }
}

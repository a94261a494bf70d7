package org.jilian.certificate.paper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jilian.record.Digest;

/** Writes what {@link CompactReader} reads: numbers in sevens of bits, short texts, fixed bytes; each in one way only. */
final class CompactWriter {
    private static final int SEVEN = 7;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Unsigned, the lowest seven bits first; every byte but the last has its highest bit set (LEB128). */
    CompactWriter number(long value) {
        long rest = value;
        for (; rest >= MORE; rest >>>= SEVEN) {
            out.write((int) (rest & MORE - 1 | MORE));
        }
        out.write((int) rest);
        return this;
    }

    CompactWriter octet(int value) {
        out.write(value);
        return this;
    }

    /** UTF-8 after its length in one byte. */
    CompactWriter text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        CertificateFace.expect(
                bytes.length >= 1 && bytes.length <= CompactReader.MAX_TEXT,
                "text in a compact proof",
                "1 to " + CompactReader.MAX_TEXT + " bytes",
                value);
        out.write(bytes.length);
        return bytes(bytes);
    }

    CompactWriter digest(Digest digest) {
        return bytes(digest.bytes());
    }

    CompactWriter bytes(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        return this;
    }

    byte[] written() {
        return out.toByteArray();
    }
}

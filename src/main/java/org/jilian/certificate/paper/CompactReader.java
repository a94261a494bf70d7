package org.jilian.certificate.paper;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;

/**
 * Reads a compact proof strictly. Malformed input, whether cut short, too long or written in a second way, is a {@link
 * MalformedException} that names the part.
 */
final class CompactReader {
    /** In bytes. */
    static final int MAX_TEXT = 64;

    private static final int SEVEN = 7;
    private static final int MORE = 0x80;
    /** Sevens of bits that a number up to 2^53 − 1 takes. */
    private static final int MAX_SEVENS = 8;

    private final ByteBuffer buffer;

    CompactReader(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes);
    }

    long number(String part, long least, long most) {
        long value = 0;
        int octet;
        int sevens = 0;
        do {
            if (sevens == MAX_SEVENS) {
                throw new MalformedException(part, "at most 8 bytes", "more");
            }
            octet = octet(part);
            value |= (long) (octet & MORE - 1) << SEVEN * sevens++;
        } while ((octet & MORE) != 0);
        if (octet == 0 && sevens > 1) {
            throw new MalformedException(part, "in its shortest form", "with a superfluous zero");
        }
        if (value < least || value > most) {
            throw new MalformedException(part, least + " to " + most, value + "");
        }
        return value;
    }

    /** From 1, at most 2^53 − 1. */
    long number(String part) {
        return number(part, 1, CanonicalJson.MAX_INTEGER);
    }

    int small(String part, int least) {
        return (int) number(part, least, Integer.MAX_VALUE);
    }

    int octet(String part) {
        return bytes(part, 1)[0] & 0xff;
    }

    String text(String part) {
        int length = octet("length of the " + part);
        if (length < 1 || length > MAX_TEXT) {
            throw new MalformedException("length of the " + part, "1 to " + MAX_TEXT, length + "");
        }
        byte[] bytes = bytes(part, length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException(part, "UTF-8", "other bytes");
        }
    }

    Digest digest(String part) {
        return Digest.of(bytes(part, Digest.SIZE));
    }

    byte[] bytes(String part, int length) {
        if (buffer.remaining() < length) {
            throw new MalformedException(part, length + " bytes", buffer.remaining() + " bytes before the end");
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    void end() {
        if (buffer.hasRemaining()) {
            throw new MalformedException("compact proof", "at its end", buffer.remaining() + " bytes before it");
        }
    }
}

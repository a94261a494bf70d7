package org.jilian.crypto;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jilian.record.MalformedException;

/** The text form (RFC 7468) of one object: one block of one type, nothing of another type before it. */
final class Pem {
    private Pem() {}

    static String text(String type, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        } catch (IOException e) {
            throw new IllegalStateException("a string can always be written", e);
        }
        // RFC 7468 allows any line end; one machine's files should equal another's
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    static byte[] bytes(String type, byte[] der) {
        return text(type, der).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws MalformedException if the text is not exactly one block of this type */
    static byte[] read(byte[] text, String type) {
        PemObject block;
        boolean several;
        try (PemReader reader = new PemReader(new StringReader(new String(text, StandardCharsets.US_ASCII)))) {
            block = reader.readPemObject();
            several = block != null && reader.readPemObject() != null;
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle's decoder throws several kinds on bytes that are no base64
            throw new MalformedException("PEM", "a block of " + type, String.valueOf(e.getMessage()));
        }
        if (block == null || !block.getType().equals(type)) {
            throw new MalformedException("PEM", "a block of " + type, block == null ? "no block" : block.getType());
        }
        if (several) {
            throw new MalformedException("PEM", "one block of " + type, "several blocks");
        }
        return block.getContent();
    }
}

package org.jilian.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The one byte form of a JSON document: RFC 8785 with integers as the only numbers (decimals are strings), keys sorted
 * by UTF-16 code unit, minimal escapes, no white space, UTF-8.
 *
 * <p>One thing is stricter than RFC 8785: U+0000 is refused, since PostgreSQL's text cannot hold it and one such value
 * would spoil a whole view.
 *
 * <p>Reading is strict: whatever is not byte for byte what {@link #write} would make is refused, so that one document
 * has one digest. Depth, string length and integer size are bounded before a tree is built.
 */
public final class CanonicalJson {
    /** Nesting that a document may have; records need four. */
    public static final int MAX_DEPTH = 16;

    /** Characters that one string may have. */
    public static final int MAX_STRING = 65_536;

    /** The largest integer that every JSON reader represents exactly (RFC 8785 §3.2.2.3, I-JSON): 2^53 − 1. */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNumberLength(17)
                    .maxNameLength(256)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectReader READER = new ObjectMapper(FACTORY)
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .forType(JsonNode.class);

    private CanonicalJson() {}

    /** @throws MalformedException if the document holds a number that is not an integer of at most 2^53 − 1 */
    public static byte[] write(JsonNode document) {
        CanonicalBytes.Written out = new CanonicalBytes.Written();
        out.append(document);
        return out.bytes();
    }

    public static String text(JsonNode document) {
        return new String(write(document), StandardCharsets.UTF_8);
    }

    /** @throws MalformedException if the bytes are not the canonical form of a document within the limits */
    public static JsonNode read(byte[] bytes) {
        JsonNode document = parse(bytes);
        CanonicalBytes.Compared form = new CanonicalBytes.Compared(bytes);
        form.append(document);
        if (!form.same()) {
            throw new MalformedException(
                    "JSON document",
                    "canonical (RFC 8785: sorted keys, minimal escapes, no white space)",
                    new String(bytes, StandardCharsets.UTF_8));
        }
        return document;
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            JsonNode document = READER.readValue(bytes);
            if (document == null || document.isMissingNode()) {
                throw new MalformedException("JSON document", "not empty", "");
            }
            return document;
        } catch (IOException e) {
            throw new MalformedException(
                    "JSON document",
                    "well formed, without duplicate keys, at most " + MAX_DEPTH + " deep",
                    String.valueOf(e.getMessage()));
        }
    }
}

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    private static final char[] HEX = "0123456789abcdef".toCharArray();

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
        return text(document).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(JsonNode document) {
        StringBuilder out = new StringBuilder(512);
        append(document, out);
        return out.toString();
    }

    /** @throws MalformedException if the bytes are not the canonical form of a document within the limits */
    public static JsonNode read(byte[] bytes) {
        JsonNode document = parse(bytes);
        if (!Arrays.equals(write(document), bytes)) {
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

    private static void append(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> appendObject(node, out);
            case ARRAY -> {
                out.append('[');
                for (int i = 0; i < node.size(); i++) {
                    if (i > 0) {
                        out.append(',');
                    }
                    append(node.get(i), out);
                }
                out.append(']');
            }
            case STRING -> appendString(node.textValue(), out);
            case NUMBER -> appendInteger(node, out);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            default ->
                throw new MalformedException(
                        "JSON value",
                        "object, array, string, integer, boolean or null",
                        node.getNodeType().name());
        }
    }

    private static void appendObject(JsonNode node, StringBuilder out) {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        // String order is the order of UTF-16 code units, which RFC 8785 §3.2.3 asks for
        names.sort(null);
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            appendString(names.get(i), out);
            out.append(':');
            append(node.get(names.get(i)), out);
        }
        out.append('}');
    }

    private static void appendInteger(JsonNode node, StringBuilder out) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || Math.abs(node.longValue()) > MAX_INTEGER) {
            throw new MalformedException(
                    "number in a JSON document", "an integer of at most 2^53-1 (decimals are strings)", node.asText());
        }
        out.append(node.longValue());
    }

    /** RFC 8785 §3.2.2.2: two-character escapes where JSON has them, \\u00xx for other controls, all else as it is. */
    private static void appendString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                // no database text can hold it, and no field needs it
                case '\0' -> throw new MalformedException("string in a JSON document", "without U+0000", "one with it");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                    } else if (Character.isSurrogate(c)) {
                        i = appendPair(text, i, out);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static int appendPair(String text, int i, StringBuilder out) {
        if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
            out.append(text, i, i + 2);
            return i + 1;
        }
        throw new MalformedException("string in a JSON document", "valid Unicode", "a lone surrogate");
    }
}

package org.jilian.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The canonical form of a document, a byte after the other: either written down or compared with bytes that are there.
 * One walk serves both, so that what is accepted is exactly what would be written; comparing allocates nothing, because
 * every record that arrives passes here.
 */
abstract class CanonicalBytes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    abstract void put(int b);

    /** Writes the form down. */
    static final class Written extends CanonicalBytes {
        private byte[] bytes = new byte[1024];
        private int length;

        @Override
        void put(int b) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = (byte) b;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, length);
        }
    }

    /** Compares the form with bytes. */
    static final class Compared extends CanonicalBytes {
        private final byte[] bytes;
        private int at;
        private boolean same = true;

        Compared(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        void put(int b) {
            same &= at < bytes.length && bytes[at] == (byte) b;
            at++;
        }

        boolean same() {
            return same && at == bytes.length;
        }
    }

    final void append(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> {
                put('[');
                for (int i = 0; i < node.size(); i++) {
                    if (i > 0) {
                        put(',');
                    }
                    append(node.get(i));
                }
                put(']');
            }
            case STRING -> string(node.textValue());
            case NUMBER -> integer(node);
            case BOOLEAN -> ascii(node.booleanValue() ? "true" : "false");
            case NULL -> ascii("null");
            default ->
                throw new MalformedException(
                        "JSON value",
                        "object, array, string, integer, boolean or null",
                        node.getNodeType().name());
        }
    }

    private void object(JsonNode node) {
        put('{');
        if (isSorted(node)) {
            String separator = "";
            for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                field(separator, field.getKey(), field.getValue());
                separator = ",";
            }
        } else {
            List<String> names = new ArrayList<>(node.size());
            node.fieldNames().forEachRemaining(names::add);
            names.sort(null);
            for (int i = 0; i < names.size(); i++) {
                field(i == 0 ? "" : ",", names.get(i), node.get(names.get(i)));
            }
        }
        put('}');
    }

    private void field(String separator, String name, JsonNode value) {
        ascii(separator);
        string(name);
        put(':');
        append(value);
    }

    /** As it is read from a canonical document. String order is that of UTF-16 code units, as RFC 8785 §3.2.3 asks. */
    private static boolean isSorted(JsonNode node) {
        String before = "";
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (before.compareTo(name) > 0) {
                return false;
            }
            before = name;
        }
        return true;
    }

    private void integer(JsonNode node) {
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || Math.abs(node.longValue()) > CanonicalJson.MAX_INTEGER) {
            throw new MalformedException(
                    "number in a JSON document", "an integer of at most 2^53-1 (decimals are strings)", node.asText());
        }
        ascii(Long.toString(node.longValue()));
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    /** RFC 8785 §3.2.2.2: two-character escapes where JSON has them, \\u00xx for other controls, all else as UTF-8. */
    private void string(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                put(c);
            } else if (c < 0x80) {
                escaped(c);
            } else if (c < 0x800) {
                put(0xc0 | c >> 6);
                put(0x80 | c & 0x3f);
            } else if (Character.isSurrogate(c)) {
                pair(text, i++);
            } else {
                put(0xe0 | c >> 12);
                put(0x80 | c >> 6 & 0x3f);
                put(0x80 | c & 0x3f);
            }
        }
        put('"');
    }

    private void escaped(char c) {
        switch (c) {
            case '"' -> ascii("\\\"");
            case '\\' -> ascii("\\\\");
            case '\b' -> ascii("\\b");
            case '\f' -> ascii("\\f");
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            case '\t' -> ascii("\\t");
            // no database text can hold it, and no field needs it
            case '\0' -> throw new MalformedException("string in a JSON document", "without U+0000", "one with it");
            default -> {
                if (c >= ' ') {
                    put(c);
                    return;
                }
                ascii("\\u00");
                put(HEX[c >> 4]);
                put(HEX[c & 15]);
            }
        }
    }

    private void pair(String text, int i) {
        if (i + 1 >= text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
            throw new MalformedException("string in a JSON document", "valid Unicode", "a lone surrogate");
        }
        int point = text.codePointAt(i);
        put(0xf0 | point >> 18);
        put(0x80 | point >> 12 & 0x3f);
        put(0x80 | point >> 6 & 0x3f);
        put(0x80 | point & 0x3f);
    }
}

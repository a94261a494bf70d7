package org.jilian.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;

/**
 * What a record is about, in the words of the field (自然键): the values that its kind's descriptor names, in that order.
 * Its hash is the last part of a {@link RecordId}: the first 20 bytes of H over the canonical JSON array of kind and
 * values, in the base32 alphabet of RFC 4648 §6 in lower case.
 */
public final class NaturalKey {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BYTES = 20;

    private NaturalKey() {}

    public static String hash(KindName kind, List<String> values, Hash hash) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode().add(kind.value());
        values.forEach(array::add);
        return base32(Arrays.copyOf(hash.of(CanonicalJson.write(array)).bytes(), BYTES));
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(BYTES * 8 / 5);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = buffer << 8 | b & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(buffer >>> bits & 31));
            }
        }
        return text.toString();
    }
}

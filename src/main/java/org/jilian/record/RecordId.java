package org.jilian.record;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * {@code <first author>:<kind>:<key>}, fixed at first authoring, where key is the {@link NaturalKey}. Two nodes that
 * author the same natural key get ids that differ in their first part alone, which is how a second authoring is noticed.
 */
public record RecordId(NodeId firstAuthor, KindName kind, String key) implements Comparable<RecordId> {
    private static final Pattern KEY = Pattern.compile("[a-z2-7]{32}");

    public RecordId {
        if (!KEY.matcher(key).matches()) {
            throw new MalformedException("key of a record id", "32 of a-z 2-7", key);
        }
    }

    public static RecordId parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new MalformedException("record id", "<node>:<kind>:<key>", text);
        }
        return new RecordId(new NodeId(parts[0]), new KindName(parts[1]), parts[2]);
    }

    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(RecordId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return firstAuthor + ":" + kind + ":" + key;
    }
}

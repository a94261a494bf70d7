package org.jilian.record;

import java.nio.charset.StandardCharsets;

/**
 * {@code <first author>:<kind>:<key>}, fixed at first authoring, where key is the {@link NaturalKey}. Two nodes that
 * author the same natural key get ids that differ in their first part alone, which is how a second authoring is noticed.
 */
public record RecordId(NodeId firstAuthor, KindName kind, String key) implements Comparable<RecordId> {
    private static final int KEY_LENGTH = 32;

    public RecordId {
        if (!isKey(key)) {
            throw new MalformedException("key of a record id", "32 of a-z 2-7", key);
        }
    }

    private static boolean isKey(String key) {
        boolean fits = key.length() == KEY_LENGTH;
        for (int i = 0; i < key.length() && fits; i++) {
            char c = key.charAt(i);
            fits = Words.isLetter(c) || c >= '2' && c <= '7';
        }
        return fits;
    }

    public static RecordId parse(String text) {
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        if (first < 0 || second < 0 || text.indexOf(':', second + 1) >= 0) {
            throw new MalformedException("record id", "<node>:<kind>:<key>", text);
        }
        return new RecordId(
                new NodeId(text.substring(0, first)),
                new KindName(text.substring(first + 1, second)),
                text.substring(second + 1));
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

package org.jilian.record;

/**
 * The permanent id of one authority's gateway (节点), such as {@code 370811} (government line) or {@code 370811-wjw}
 * (industry line). It never changes, even when the division code it was taken from does; nothing is ever derived from
 * its digits.
 */
public record NodeId(String value) implements Comparable<NodeId> {
    private static final int CODE = 6;
    private static final int LINE = 16;

    public NodeId {
        if (!isWellFormed(value)) {
            throw new MalformedException("node id", "six digits, then optionally '-' and 1 to 16 of a-z 0-9", value);
        }
    }

    /** Six digits, then optionally {@code -} and 1 to 16 of a-z 0-9. */
    public static boolean isWellFormed(String value) {
        boolean fits = value.length() == CODE
                || value.length() > CODE + 1 && value.length() <= CODE + 1 + LINE && value.charAt(CODE) == '-';
        for (int i = 0; i < value.length() && fits; i++) {
            char c = value.charAt(i);
            fits = Words.isDigit(c) || i == CODE || i > CODE && Words.isLetter(c);
        }
        return fits;
    }

    public static NodeId of(String value) {
        return new NodeId(value);
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.jilian.record;

import java.util.regex.Pattern;

/**
 * The permanent id of one authority's gateway (节点), such as {@code 370811} (government line) or {@code 370811-wjw}
 * (industry line). It never changes, even when the division code it was taken from does; nothing is ever derived from
 * its digits.
 */
public record NodeId(String value) implements Comparable<NodeId> {
    private static final Pattern FORM = Pattern.compile("[0-9]{6}(-[a-z0-9]{1,16})?");

    public NodeId {
        if (!FORM.matcher(value).matches()) {
            throw new MalformedException("node id", "six digits, then optionally '-' and 1 to 16 of a-z 0-9", value);
        }
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

package org.jilian.record;

import java.util.Locale;

/**
 * Channel and reach of a ledger: {@code above.370811/hours} is for the levels above that node, {@code to.370811/hours}
 * for the path to it and itself, {@code below.370000/programmes} for it and its subtree. Who sees a record is exactly
 * the reach of its streams.
 */
public record Stream(Direction direction, NodeId node, Channel channel) implements Comparable<Stream> {
    /** Which nodes of the tree a stream is for, seen from its node. */
    public enum Direction {
        ABOVE,
        TO,
        BELOW;

        private final String word = name().toLowerCase(Locale.ROOT);
    }

    public static Stream parse(String text) {
        int dot = text.indexOf('.');
        int slash = text.indexOf('/', dot + 1);
        if (dot > 0 && slash > dot) {
            String word = text.substring(0, dot);
            for (Direction direction : Direction.values()) {
                if (direction.word.equals(word)) {
                    return new Stream(
                            direction,
                            new NodeId(text.substring(dot + 1, slash)),
                            new Channel(text.substring(slash + 1)));
                }
            }
        }
        throw new MalformedException("stream", "above|to|below.<node>/<channel>", text);
    }

    @Override
    public int compareTo(Stream other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return direction.word + "." + node + "/" + channel;
    }
}

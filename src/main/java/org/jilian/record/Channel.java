package org.jilian.record;

/** Kinds that travel together (通道), so that a link's agreement can let one pass and not another. */
public record Channel(String value) implements Comparable<Channel> {
    private static final int MOST = 32;

    /** The channel of the federation's own description; every link passes it. */
    public static final Channel DIRECTORY = new Channel("directory");

    public Channel {
        if (!Words.isLowerCase(value, MOST)) {
            throw new MalformedException("channel", "a lower-case word of at most 32 of a-z 0-9 -", value);
        }
    }

    @Override
    public int compareTo(Channel other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

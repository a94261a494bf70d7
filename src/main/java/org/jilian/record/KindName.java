package org.jilian.record;

/** The name of a kind of record (记录种类), such as {@code hour-record}. */
public record KindName(String value) implements Comparable<KindName> {
    private static final int MOST = 48;

    public KindName {
        if (!Words.isLowerCase(value, MOST)) {
            throw new MalformedException("kind", "a lower-case word of at most 48 of a-z 0-9 -", value);
        }
    }

    @Override
    public int compareTo(KindName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

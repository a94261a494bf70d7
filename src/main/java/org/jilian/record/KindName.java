package org.jilian.record;

import java.util.regex.Pattern;

/** The name of a kind of record (记录种类), such as {@code hour-record}. */
public record KindName(String value) implements Comparable<KindName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,47}");

    public KindName {
        if (!FORM.matcher(value).matches()) {
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

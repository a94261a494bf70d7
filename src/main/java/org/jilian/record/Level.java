package org.jilian.record;

import java.util.Locale;

/**
 * The administrative level of an authority (层级), from the nation down. It is what the directory says of a node, never
 * worked out from a code or from the way a node reports: a county may report to its province directly (省直管县).
 */
public enum Level {
    NATION,
    PROVINCE,
    CITY,
    COUNTY;

    /** @throws MalformedException if the word is none of {@code nation}, {@code province}, {@code city}, {@code county} */
    public static Level parse(String word) {
        for (Level level : values()) {
            if (level.word().equals(word)) {
                return level;
            }
        }
        throw new MalformedException("level", "nation, province, city or county", word);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAbove(Level other) {
        return compareTo(other) < 0;
    }
}

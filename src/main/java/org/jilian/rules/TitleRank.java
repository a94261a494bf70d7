package org.jilian.rules;

import java.util.Arrays;
import java.util.Optional;

/**
 * The rank of a professional title (专业技术职务级别, GB/T 12407). Some are parts of others: who counts seniors (410) counts
 * full (411) and associate seniors (412) with them.
 */
public enum TitleRank {
    SENIOR("410", Level.SENIOR),
    FULL_SENIOR("411", Level.SENIOR),
    ASSOCIATE_SENIOR("412", Level.SENIOR),
    INTERMEDIATE("420", Level.MIDDLE),
    JUNIOR("430", Level.JUNIOR),
    ASSISTANT("434", Level.JUNIOR),
    TECHNICIAN("435", Level.JUNIOR),
    UNDETERMINED("499", Level.UNDETERMINED);

    /** What hour rules tell apart (高级、中级、初级、未定). */
    public enum Level {
        SENIOR,
        MIDDLE,
        JUNIOR,
        UNDETERMINED
    }

    private final String code;
    private final Level level;

    TitleRank(String code, Level level) {
        this.code = code;
        this.level = level;
    }

    /** @param code of the table {@code title-rank}; empty if an authority added one that the standard does not know */
    public static Optional<TitleRank> of(String code) {
        return Arrays.stream(values()).filter(rank -> rank.code.equals(code)).findFirst();
    }

    public String code() {
        return code;
    }

    public Level level() {
        return level;
    }

    /** Whether whoever has the other rank has this one: each contains itself, 410 also 411 and 412, 430 also 434 and 435. */
    public boolean contains(TitleRank other) {
        return other == this || isWhole() && other.level == level;
    }

    private boolean isWhole() {
        return code.endsWith("0");
    }
}

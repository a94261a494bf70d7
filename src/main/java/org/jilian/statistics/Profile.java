package org.jilian.statistics;

import java.util.Locale;
import java.util.Optional;
import org.jilian.rules.TitleRank;

/** What a person is counted under: as registered now, where several nodes registered one by the first of their ids. */
record Profile(String division, String rank, String industry, String unitNature) {
    /** Where a record says nothing. */
    static final String NONE = "none";

    private static final String NOBODY = "unregistered";

    /** Of a person who has hours and is registered by no node of the report. */
    static final Profile UNREGISTERED = new Profile(NOBODY, NOBODY, NOBODY, NOBODY);

    static Profile of(String division, Optional<String> rank, Optional<String> industry, Optional<String> unitNature) {
        return new Profile(
                division,
                rank.flatMap(TitleRank::of)
                        .map(TitleRank::level)
                        .orElse(TitleRank.Level.UNDETERMINED)
                        .name()
                        .toLowerCase(Locale.ROOT),
                industry.orElse(NONE),
                unitNature.orElse(NONE));
    }

    String group(By by) {
        return switch (by) {
            case ALL -> "all";
            case DIVISION -> division;
            case RANK -> rank;
            case INDUSTRY -> industry;
            case UNIT_NATURE -> unitNature;
        };
    }
}

package org.jilian.intake;

import java.util.Optional;

/**
 * What the importer says of a whole file, for columns with {@code given:} that the file lacks.
 *
 * @param division division code, usually the node's own
 * @param period continuing-education year or cycle; never guessed when absent
 */
public record Given(String division, Optional<String> period) {
    Optional<String> value(Source source) {
        return source == Source.DIVISION ? Optional.of(division) : period;
    }

    enum Source {
        DIVISION,
        PERIOD
    }
}

package org.jilian.statistics;

import java.util.Optional;
import org.jilian.rules.Period;

/**
 * Which frame lots are drawn from.
 *
 * @param period of hour records; persons and institutions are those registered now
 * @param byDivision whether each division gets its share
 * @param division only what is counted under it
 */
public record FrameOrder(Of of, Optional<Period> period, boolean byDivision, Optional<String> division) {
    public FrameOrder {
        if (of == Of.RECORDS && period.isEmpty()) {
            throw new CannotCountException("a frame of records should be of a period, but none is named: add --period");
        }
    }
}

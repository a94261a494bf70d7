package org.jilian.intake.pull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * By what a platform's items are followed.
 *
 * @param field of an item: when it was changed last, or a number that grows with each change
 * @param unit of a number
 * @param zone of times that do not say theirs
 * @param overlap by which a time is asked again
 * @param ascending whether the platform gives items in its order, so that it may be kept after each page
 * @param first where to begin; from the beginning if absent
 */
public record Watermark(
        JsonPointer field, Mark.Unit unit, ZoneId zone, Duration overlap, boolean ascending, Optional<String> first) {
    public static final Duration USUAL_OVERLAP = Duration.ofMinutes(10);

    public Watermark {
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("overlap should not be negative, is " + overlap);
        }
        if (first.isPresent() && read(first.get(), unit, zone).isEmpty()) {
            throw new IllegalArgumentException(
                    "first should be a time as 2025-01-01T00:00:00+08:00 or a number, is '" + first.get() + "'");
        }
    }

    /** Empty if nobody can read it: then it moves nothing. */
    Optional<Mark> of(JsonNode item, Clock clock) {
        JsonNode value = item.at(field);
        return value.isValueNode()
                ? read(value.asText(), unit, zone).map(mark -> mark.atMost(clock.instant()))
                : Optional.empty();
    }

    Optional<Mark> read(String text) {
        return read(text, unit, zone);
    }

    private static Optional<Mark> read(String text, Mark.Unit unit, ZoneId zone) {
        if (text.matches("\\d{1,30}")) {
            return Optional.of(new Mark.Count(new BigInteger(text), unit));
        }
        return Mark.Time.read(text.strip(), zone);
    }

    /** Value of {@code {since}}. */
    Optional<String> since(Optional<Mark> kept) {
        return kept.map(mark -> mark.minus(overlap).text()).or(() -> first);
    }
}

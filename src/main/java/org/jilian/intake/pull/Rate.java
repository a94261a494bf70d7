package org.jilian.intake.pull;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests at even distances, never more than a platform allows. For one thread. */
final class Rate {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\s*/\\s*(s|min|h)");

    private final Duration distance;
    private final Clock clock;
    private final Sleeper sleeper;
    private Instant next = Instant.MIN;

    Rate(Duration distance, Clock clock, Sleeper sleeper) {
        this.distance = distance;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** @param text as {@code 5/s}, {@code 60/min}, {@code 1000/h} */
    static Duration distance(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches() || Integer.parseInt(parts.group(1)) == 0) {
            throw new IllegalArgumentException("rate should be as 5/s, 60/min or 1000/h, is '" + text + "'");
        }
        Duration unit =
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "min" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                };
        return unit.dividedBy(Integer.parseInt(parts.group(1)));
    }

    void waitForTurn() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            sleeper.sleep(Duration.between(now, next));
        }
        next = clock.instant().plus(distance);
    }
}

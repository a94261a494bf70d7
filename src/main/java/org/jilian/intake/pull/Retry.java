package org.jilian.intake.pull;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How often and after which times a request is repeated: the time doubles with each attempt, and of it a random part between
 * half and all is waited, so that nodes that were cut off together do not come back together.
 *
 * @param attempts of one request, the first included
 * @param repeats of all requests of a round
 * @param first time
 * @param most that is waited at once, also for who asks for more
 */
public record Retry(int attempts, int repeats, Duration first, Duration most) {
    public static final Retry USUAL = new Retry(5, 20, Duration.ofSeconds(1), Duration.ofMinutes(5));
    private static final int DOUBLINGS = 20;

    public Retry {
        if (attempts < 1 || repeats < 0 || first.isNegative() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "retry should have attempts of at least 1 and 'most' of at least 'first'");
        }
    }

    /** @param attempt that failed, from 1 */
    Duration after(int attempt, DoubleSupplier random) {
        Duration whole = first.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS));
        Duration bounded = whole.compareTo(most) > 0 ? most : whole;
        return Duration.ofMillis((long) (bounded.toMillis() * (0.5 + random.getAsDouble() / 2)));
    }

    /** What {@code Retry-After} asks for, in seconds or until a date (RFC 9110 section 10.2.3); empty if nobody can read it. */
    static Optional<Duration> asked(String header, Clock clock) {
        String text = header.strip();
        if (!text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            // a header that says nothing: the usual time is waited
            return Optional.empty();
        }
    }
}

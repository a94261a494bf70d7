package org.jilian.intake.pull;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a platform was read: a time in its own way of writing, or a number that grows. */
public sealed interface Mark {
    /** As the platform writes it. */
    String text();

    boolean isBehind(Mark other);

    /** Whether the two can be compared. */
    default boolean isLike(Mark other) {
        return getClass().equals(other.getClass());
    }

    /** Where to ask from, so that what was committed late there is not missed. */
    Mark minus(Duration overlap);

    /** A time that has not come yet counts as now: one wrong item shall not hide all that come after it. */
    Mark atMost(Instant now);

    /** A number that grows: seconds or milliseconds of the epoch, or of no time at all. */
    record Count(BigInteger value, Unit unit) implements Mark {
        @Override
        public String text() {
            return value.toString();
        }

        @Override
        public boolean isBehind(Mark other) {
            return other instanceof Count count && value.compareTo(count.value) < 0;
        }

        @Override
        public Mark minus(Duration overlap) {
            return unit.in(overlap)
                    .<Mark>map(part -> new Count(value.subtract(part).max(BigInteger.ZERO), unit))
                    .orElse(this);
        }

        @Override
        public Mark atMost(Instant now) {
            return unit.in(Duration.between(Instant.EPOCH, now))
                    .<Mark>map(most -> new Count(value.min(most), unit))
                    .orElse(this);
        }
    }

    /** What a number counts. */
    enum Unit {
        NUMBER,
        SECONDS,
        MILLIS;

        Optional<BigInteger> in(Duration duration) {
            return switch (this) {
                case NUMBER -> Optional.empty();
                case SECONDS -> Optional.of(BigInteger.valueOf(duration.toSeconds()));
                case MILLIS -> Optional.of(BigInteger.valueOf(duration.toMillis()));
            };
        }
    }

    /**
     * A time.
     *
     * @param like a text in the same way of writing
     */
    record Time(ZonedDateTime at, String like) implements Mark {
        private static final Pattern TEXT = Pattern.compile("(\\d{4})([-/])(\\d{2})\\2(\\d{2})"
                + "(?:([T ])(\\d{2}:\\d{2})(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?)?");

        static Optional<Mark> read(String text, ZoneId zone) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            try {
                LocalDate day = LocalDate.parse(parts.group(1) + "-" + parts.group(3) + "-" + parts.group(4));
                String seconds = parts.group(7) == null ? "" : parts.group(7);
                LocalTime time =
                        parts.group(5) == null ? LocalTime.MIDNIGHT : LocalTime.parse(parts.group(6) + seconds);
                ZoneId at = parts.group(9) == null ? zone : ZoneOffset.of(parts.group(9));
                return Optional.of(new Time(ZonedDateTime.of(day, time, at), text));
            } catch (DateTimeException e) {
                // such as 0000-00-00, which databases use for none
                return Optional.empty();
            }
        }

        @Override
        public String text() {
            Matcher parts = TEXT.matcher(like);
            if (!parts.matches()) {
                throw new IllegalStateException("a mark should be written as it was read");
            }
            StringBuilder pattern = new StringBuilder("uuuu'" + parts.group(2) + "'MM'" + parts.group(2) + "'dd");
            if (parts.group(5) != null) {
                pattern.append("'").append(parts.group(5)).append("'HH:mm");
                pattern.append(parts.group(7) == null ? "" : ":ss");
                pattern.append(
                        parts.group(8) == null
                                ? ""
                                : "." + "S".repeat(parts.group(8).length() - 1));
            }
            return DateTimeFormatter.ofPattern(pattern.toString()).format(at)
                    + (parts.group(9) == null ? "" : parts.group(9));
        }

        @Override
        public boolean isBehind(Mark other) {
            return other instanceof Time time && at.toInstant().isBefore(time.at.toInstant());
        }

        @Override
        public Mark minus(Duration overlap) {
            return new Time(at.minus(overlap), like);
        }

        @Override
        public Mark atMost(Instant now) {
            return at.toInstant().isAfter(now) ? new Time(now.atZone(at.getZone()), like) : this;
        }
    }
}

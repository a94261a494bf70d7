package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line on its way through a judgement; each step either leaves it, lowers what it counts, or refuses it for good. */
final class Row {
    final HourLine line;
    private final List<Why> why = new ArrayList<>(2);
    private @Nullable Category category;
    private @Nullable Span days;
    private boolean toTheDay;
    private @Nullable Conversion conversion;
    private @Nullable String course;
    private int part;
    private boolean refused;
    private BigDecimal amount = BigDecimal.ZERO;
    private BigDecimal hours = BigDecimal.ZERO;
    private BigDecimal counted = BigDecimal.ZERO;

    Row(HourLine line) {
        this.line = line;
    }

    boolean isIn() {
        return !refused;
    }

    /** Only of a row that {@link LineCheck} passed. */
    Category category() {
        return java.util.Objects.requireNonNull(category, "a row that is in has a category");
    }

    void category(Category is) {
        category = is;
    }

    Optional<Span> days() {
        return Optional.ofNullable(days);
    }

    /** Its days, if they are known to the day: of a month nobody knows whether another activity was on the same day. */
    Optional<Span> exactDays() {
        return toTheDay ? days() : Optional.empty();
    }

    void days(LocalDate first, LocalDate last, boolean exact) {
        days = new Span(first, last);
        toTheDay = exact;
    }

    Optional<Conversion> conversion() {
        return Optional.ofNullable(conversion);
    }

    BigDecimal amount() {
        return amount;
    }

    void amount(BigDecimal given, @Nullable Conversion by) {
        amount = given;
        conversion = by;
        hours = by == null ? given : by.of(given);
    }

    /** Which part of a spread activity falls in the period: 0 for the one it is recorded in. */
    int part() {
        return part;
    }

    void part(int number) {
        part = number;
    }

    BigDecimal hours() {
        return hours;
    }

    BigDecimal counted() {
        return counted;
    }

    /** The course's name as it is compared, made once. */
    String course() {
        if (course == null) {
            course = CourseName.folded(line.activity().course());
        }
        return course;
    }

    /** What counts unless a cap cuts it. */
    void counts(BigDecimal all) {
        hours = all;
        counted = all;
    }

    void because(Why reason) {
        why.add(reason);
    }

    void refuse(WhyCode code, Map<String, String> parameters) {
        refused = true;
        hours = BigDecimal.ZERO;
        why.clear();
        why.add(Why.of(code, parameters));
    }

    /** @return whether anything was cut */
    boolean limit(BigDecimal left, BigDecimal most, WhyCode code, Source source) {
        if (counted.compareTo(left) <= 0) {
            return false;
        }
        why.add(Why.of(
                code,
                Map.of(
                        "most", Decimals.text(most),
                        "cut", Decimals.text(counted.subtract(left)),
                        "category", category().code(),
                        "source", source.place())));
        counted = left;
        return true;
    }

    Judgement.Line judged() {
        if (!refused && counted.signum() > 0) {
            why.add(0, Judgement.Line.counts(counted));
        }
        return new Judgement.Line(line.id(), Optional.ofNullable(category), hours, counted, why);
    }
}

package org.jilian.rules.hours;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.Optional;
import org.jilian.rules.Period;

/**
 * How long a period is and when it begins (继续教育年度或周期). A period is named by the year in which it begins, a cycle by
 * its first and last: with 1 May, 2025 is 2025-05-01 to 2026-04-30.
 *
 * @param years 1 to 10
 * @param first year in which some cycle of several years begins, and so which years begin the others; without it any may
 */
public record Cycle(int years, MonthDay begins, Optional<Integer> first, Source source) {
    static final Cycle CALENDAR_YEAR = new Cycle(1, MonthDay.of(1, 1), Optional.empty(), new Source("公历年度", false));

    /** Empty if the period has not as many years as this cycle, or begins within one. */
    public Optional<Span> span(Period period) {
        return lastYear(period) - firstYear(period) + 1 == years && offset(period) == 0
                ? Optional.of(spanning(period))
                : Optional.empty();
    }

    /** Years since the cycle began in which the period begins. */
    private int offset(Period period) {
        return first.map(year -> Math.floorMod(firstYear(period) - year, years)).orElse(0);
    }

    /** The days of a period that may be only a year of this cycle. */
    Span spanning(Period period) {
        LocalDate first = begins.atYear(firstYear(period));
        LocalDate next = begins.atYear(lastYear(period) + 1);
        return new Span(first, next.minusDays(1));
    }

    /** How a period of this cycle is written, for whoever wrote one that is none. */
    String example(Period period) {
        int from = firstYear(period) - offset(period);
        return years == 1 ? Year.of(from).toString() : from + "-" + (from + years - 1);
    }

    /** The period that ends where this one begins. */
    public Period before(Period period) {
        int from = firstYear(period) - years;
        return new Period(years == 1 ? Integer.toString(from) : from + "-" + (from + years - 1));
    }

    static int firstYear(Period period) {
        return Integer.parseInt(period.value().substring(0, 4));
    }

    static int lastYear(Period period) {
        String value = period.value();
        return Integer.parseInt(value.substring(value.length() - 4));
    }
}

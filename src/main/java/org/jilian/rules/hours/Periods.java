package org.jilian.rules.hours;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jilian.rules.Period;
import org.jspecify.annotations.Nullable;

/**
 * Whether a line belongs to the period judged. The record's own period decides, since the authority named it; its dates
 * only contradict it if no day of them lies there. A line without a period belongs where it began.
 */
final class Periods {
    private static final Pattern YEARS = Pattern.compile("(19|20)[0-9]{2}(-(19|20)[0-9]{2})?");

    private final Cycle cycle;
    private final Period judged;

    Periods(Choice.Chosen chosen) {
        this.cycle = chosen.policy().cycle();
        this.judged = chosen.period();
    }

    /**
     * @param periods over how many periods the line's hours count
     * @return which of them is the one judged, from 0; empty if none is
     */
    Optional<Integer> part(@Nullable String own, Optional<Span> days, int periods) {
        for (int part = 0; part < periods; part++) {
            int years = part * cycle.years();
            Span span = new Span(
                    first().minusYears(years),
                    first().plusYears(cycle.years()).minusYears(years).minusDays(1));
            boolean here = own == null
                    ? days.map(each -> span.holds(each.first())).orElse(part == 0)
                    : named(own, years) && days.map(span::meets).orElse(true);
            if (here) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    private LocalDate first() {
        return cycle.begins().atYear(Cycle.firstYear(judged));
    }

    private boolean named(String own, int yearsBefore) {
        if (yearsBefore == 0 && own.equals(judged.value())) {
            return true;
        }
        if (!YEARS.matcher(own).matches()) {
            return false;
        }
        Period period = new Period(own);
        return Cycle.firstYear(period) >= Cycle.firstYear(judged) - yearsBefore
                && Cycle.lastYear(period) <= Cycle.lastYear(judged) - yearsBefore;
    }
}

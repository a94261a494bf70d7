package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a line can count at all, looked at alone: what it is, how much, and when. */
final class LineCheck {
    /** The hours of a year: nobody learns longer. */
    private static final BigDecimal MOST = BigDecimal.valueOf(8760);

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,2})?");
    private static final Set<String> PASSED = Set.of("passed", "excellent");

    private final Choice.Chosen chosen;
    private final Facts person;
    private final Counting rules;
    private final Periods periods;
    private final Used used;

    LineCheck(Choice.Chosen chosen, Facts person, Used used) {
        this.chosen = chosen;
        this.person = person;
        this.rules = chosen.policy().rules().counting();
        this.periods = new Periods(chosen);
        this.used = used;
    }

    void check(Row row) {
        if (stands(row) && isOfAKindThatCounts(row) && hasAnAmount(row) && hasDates(row)) {
            isOfThePeriod(row);
        }
    }

    private static boolean stands(Row row) {
        String status = row.line.status();
        String result = row.line.activity().result();
        if (status.equals("revoked")) {
            row.refuse(WhyCode.REVOKED, Map.of());
        } else if (!status.equals("active")) {
            row.refuse(WhyCode.STATUS_UNKNOWN, Map.of("status", Stated.shown(status)));
        } else if (result != null && result.equals("failed")) {
            row.refuse(WhyCode.FAILED, Map.of());
        } else if (result != null && !PASSED.contains(result)) {
            row.refuse(WhyCode.RESULT_UNKNOWN, Map.of("result", Stated.shown(result)));
        }
        return row.isIn();
    }

    private boolean isOfAKindThatCounts(Row row) {
        HourLine.Activity activity = row.line.activity();
        Optional<Category> category = Category.of(activity.category());
        category.ifPresent(row::category);
        String form = activity.form();
        if (category.isEmpty()) {
            row.refuse(WhyCode.CATEGORY_UNKNOWN, Map.of("code", Stated.shown(activity.category())));
        } else if (form != null
                && rules.forms().filter(forms -> !forms.count(form)).isPresent()) {
            Source source = rules.forms().orElseThrow().source();
            used.source(source);
            row.refuse(WhyCode.FORM_NOT_COUNTED, Map.of("form", Stated.shown(form), "source", source.place()));
        }
        return row.isIn();
    }

    private boolean hasAnAmount(Row row) {
        String text = row.line.amount();
        Optional<Unit> unit = Unit.of(row.line.unit());
        if (unit.isEmpty()) {
            row.refuse(WhyCode.UNIT_UNKNOWN, Map.of("code", Stated.shown(row.line.unit())));
            return false;
        }
        if (!AMOUNT.matcher(text).matches()) {
            row.refuse(WhyCode.AMOUNT, Map.of("amount", Stated.shown(text)));
            return false;
        }
        Optional<Conversion> conversion =
                unit.get() == Unit.HOURS ? Optional.empty() : rules.conversion(unit.get(), person);
        if (unit.get() != Unit.HOURS && conversion.isEmpty()) {
            row.refuse(
                    WhyCode.UNIT_WITHOUT_CONVERSION, Map.of("unit", unit.get().code()));
            return false;
        }
        row.amount(new BigDecimal(text), conversion.orElse(null));
        if (row.amount().signum() == 0 || row.hours().compareTo(MOST) > 0) {
            row.refuse(WhyCode.AMOUNT, Map.of("amount", Stated.shown(text)));
        }
        return row.isIn();
    }

    private static boolean hasDates(Row row) {
        String start = row.line.activity().start();
        String end = row.line.activity().end();
        String first = start == null ? end : start;
        String last = end == null ? start : end;
        if (first == null || last == null) {
            return true;
        }
        Optional<LocalDate> from = day(first, false);
        Optional<LocalDate> to = day(last, true);
        if (from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
            row.refuse(WhyCode.DATES, Map.of("start", Stated.shown(first), "end", Stated.shown(last)));
            return false;
        }
        row.days(from.get(), to.get(), first.length() == 10 && last.length() == 10);
        return true;
    }

    /** {@code YYYY-MM-DD}, or the first or last day of {@code YYYY-MM}. */
    private static Optional<LocalDate> day(String text, boolean last) {
        try {
            if (text.length() == 7) {
                YearMonth month = YearMonth.parse(text);
                return Optional.of(last ? month.atEndOfMonth() : month.atDay(1));
            }
            return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            // java.time says by exception what is here a reason of the line
            return Optional.empty();
        }
    }

    private void isOfThePeriod(Row row) {
        Optional<LocalDate> from = chosen.policy().policy().inForce().activitiesFrom();
        Optional<Span> days = row.days();
        Optional<Integer> part = periods.part(
                row.line.period(), days, periodsOf(row.line.activity().form()));
        if (part.isEmpty()) {
            row.refuse(
                    WhyCode.OUTSIDE_PERIOD,
                    Map.of(
                            "first", chosen.span().first().toString(),
                            "last", chosen.span().last().toString()));
        } else if (from.isPresent()
                && days.filter(each -> each.last().isBefore(from.get())).isPresent()) {
            row.refuse(WhyCode.BEFORE_POLICY, Map.of("day", from.get().toString()));
        } else {
            row.part(part.get());
        }
    }

    private int periodsOf(@Nullable String form) {
        return spread(rules.spreads().orElse(List.of()), form)
                .map(Spread::periods)
                .orElse(1);
    }

    static Optional<Spread> spread(List<Spread> spreads, @Nullable String form) {
        if (form != null) {
            for (Spread each : spreads) {
                if (each.forms().contains(form)) {
                    return Optional.of(each);
                }
            }
        }
        return Optional.empty();
    }
}

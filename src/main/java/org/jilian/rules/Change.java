package org.jilian.rules;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The day on which something changed, as nearly as is known: one day between two, both inclusive. Sources that are
 * published once a year know no more.
 */
public record Change(LocalDate earliest, LocalDate latest) {
    private static final String DATE = "([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?";
    private static final Pattern WRITTEN = Pattern.compile(DATE + "(?:/" + DATE + ")?");

    public Change {
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("a change's latest day should not be before its earliest, but " + latest
                    + " is before " + earliest);
        }
    }

    /**
     * @param text a year, month or day, or two of them with a slash between: {@code 2013-09/2013-12}
     * @return empty if it is none
     */
    public static Optional<Change> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        int last = written.group(4) == null ? 1 : 4;
        try {
            LocalDate earliest = day(written, 1, false);
            LocalDate latest = day(written, last, true);
            return latest.isBefore(earliest) ? Optional.empty() : Optional.of(new Change(earliest, latest));
        } catch (java.time.DateTimeException e) {
            // java.time says by exception what is here an expected refusal
            return Optional.empty();
        }
    }

    /** Whether it was over by that day, is still to come on it, or nobody knows. */
    Certainty isPast(LocalDate day) {
        if (day.isBefore(earliest)) {
            return Certainty.NO;
        }
        return day.isBefore(latest) ? Certainty.PERHAPS : Certainty.YES;
    }

    /** The months between which it was, in Chinese and English. */
    Text text() {
        YearMonth first = YearMonth.from(earliest);
        YearMonth last = YearMonth.from(latest);
        return first.equals(last)
                ? new Text(zh(first), first.toString())
                : new Text(zh(first) + "至" + zh(last) + "间", "between " + first + " and " + last);
    }

    private static String zh(YearMonth month) {
        return month.getYear() + "年" + month.getMonthValue() + "月";
    }

    private static LocalDate day(Matcher written, int group, boolean last) {
        int year = Integer.parseInt(written.group(group));
        String month = written.group(group + 1);
        String day = written.group(group + 2);
        if (month == null) {
            return last ? LocalDate.of(year, 12, 31) : LocalDate.of(year, 1, 1);
        }
        YearMonth of = YearMonth.of(year, Integer.parseInt(month));
        if (day == null) {
            return last ? of.atEndOfMonth() : of.atDay(1);
        }
        return of.atDay(Integer.parseInt(day));
    }
}

package org.jilian.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calendar dates as people write them in tables, made GB/T 7408 ({@code YYYY-MM-DD}) without guessing. */
public final class Dates {
    private static final Pattern WRITTEN = Pattern.compile(
            "([0-9]{4})(?:[-/.．。、]|年)([0-9]{1,2})(?:(?:[-/.．。、]|月)([0-9]{1,2})日?|月)?(?:T?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?)?");
    private static final Pattern COMPACT = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})?");
    private static final Pattern SERIAL = Pattern.compile("([0-9]{5})(?:\\.[0-9]+)?");
    private static final Pattern SHORT_YEAR = Pattern.compile("[0-9]{1,2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}日?");
    private static final int EARLIEST = 1800;
    private static final int LATEST = 2199;

    /** Day 0 of spreadsheet programs, so that 1 March 1900 (61) and later come out right; earlier serials are refused. */
    private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

    private static final LocalDate SERIAL_ZERO_1904 = LocalDate.of(1904, 1, 1);

    static final Reason FORM = Reason.of(
            "date.form",
            "不是可识别的日期",
            "not a date in a known form",
            "写成2023-03-01（或2023-03，仅到月）",
            "write it as 2023-03-01, or 2023-03 if only the month is known");
    static final Reason SHORT = Reason.of(
            "date.ambiguous",
            "日期的年份不是四位或顺序不明",
            "the year has not four digits or the order of day and month is unclear",
            "写成2023-03-01",
            "write it as 2023-03-01");
    static final Reason IMPOSSIBLE = Reason.of(
            "date.impossible",
            "没有这一天",
            "there is no such day",
            "核对月份和日期，写成2023-03-01",
            "compare month and day and write it as 2023-03-01");
    static final Reason YEAR_ONLY = Reason.of(
            "date.year-only",
            "只有年份",
            "only a year",
            "补上月份，写成2023-03或2023-03-01",
            "add the month: 2023-03 or 2023-03-01");
    public static final Reason JANUARY_OR_OCTOBER = Reason.of(
            "date.january-or-october",
            "数值单元格中的X.1可能是1月，也可能是丢了零的10月",
            "as a number, .1 may be January or an October that lost its zero",
            "把该列设为文本格式，写成2023-01或2023-10",
            "format the column as text and write 2023-01 or 2023-10");
    static final Note REWRITTEN = Note.of("date.normalised", "日期已写成标准形式", "the date was written in the standard form");
    static final Note FROM_SERIAL = Note.of("date.serial", "表格序列数已换算为日期", "a spreadsheet's day number was made a date");
    static final Note TIME_DROPPED = Note.of("date.time", "只取日期，未取时刻", "the time of day was left out");
    static final Note PERHAPS_OCTOBER = Note.of(
            "date.perhaps-october",
            "“X.1”按1月理解；若是10月请写成X-10",
            "'.1' was read as January; write -10 if October is meant");

    private Dates() {}

    /**
     * A date, to the day or to the month.
     *
     * @param iso {@code YYYY-MM-DD} or {@code YYYY-MM}
     */
    public record Dated(String iso) {
        public boolean toTheDay() {
            return iso.length() == 10;
        }

        /** The first day it may mean. */
        public LocalDate earliest() {
            return LocalDate.parse(toTheDay() ? iso : iso + "-01");
        }

        /** The last day it may mean. */
        public LocalDate latest() {
            return toTheDay() ? LocalDate.parse(iso) : YearMonth.parse(iso).atEndOfMonth();
        }

        @Override
        public String toString() {
            return iso;
        }
    }

    public static Checked<Dated> check(String text) {
        Cleaned cleaned = Cleaned.identifier(text);
        String date = cleaned.text();
        Matcher written = WRITTEN.matcher(date);
        if (written.matches()) {
            return dated(cleaned, written);
        }
        Matcher compact = COMPACT.matcher(date);
        if (compact.matches()) {
            return dated(cleaned, compact);
        }
        Matcher serial = SERIAL.matcher(date);
        if (serial.matches()) {
            return serial(Long.parseLong(serial.group(1)), false);
        }
        return Checked.invalid(
                date.matches("[0-9]{4}年?")
                        ? YEAR_ONLY
                        : SHORT_YEAR.matcher(date).matches() ? SHORT : FORM);
    }

    /**
     * @param days day number of a spreadsheet
     * @param from1904 whether the workbook counts from 1904, as those of old Macintoshes do
     */
    public static Checked<Dated> serial(long days, boolean from1904) {
        LocalDate zero = from1904 ? SERIAL_ZERO_1904 : SERIAL_ZERO;
        // below: 29 February 1900, which never was; above: no date that a record here may have
        if (days <= 60 || days > 110_000) {
            return Checked.invalid(FORM);
        }
        return Checked.valid(new Dated(zero.plusDays(days).toString()), List.of(FROM_SERIAL));
    }

    private static Checked<Dated> dated(Cleaned cleaned, Matcher parts) {
        int year = Integer.parseInt(parts.group(1));
        int month = Integer.parseInt(parts.group(2));
        String day = parts.group(3);
        if (year < EARLIEST || year > LATEST) {
            return Checked.invalid(IMPOSSIBLE);
        }
        List<Note> notes = new ArrayList<>(cleaned.notes());
        try {
            String iso = day == null
                    ? YearMonth.of(year, month).toString()
                    : LocalDate.of(year, month, Integer.parseInt(day)).toString();
            if (cleaned.text().indexOf(':') >= 0) {
                notes.add(TIME_DROPPED);
            } else if (!iso.equals(cleaned.text())) {
                notes.add(REWRITTEN);
            }
            if (cleaned.text().length() == 6 && cleaned.text().endsWith(".1")) {
                notes.add(PERHAPS_OCTOBER);
            }
            return Checked.valid(new Dated(iso), notes);
        } catch (DateTimeException e) {
            // java.time says by exception what is here an expected refusal
            return Checked.invalid(IMPOSSIBLE);
        }
    }
}

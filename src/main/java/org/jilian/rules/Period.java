package org.jilian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A continuing-education year or cycle (继续教育年度): {@code 2025} or {@code 2023-2025}. It is a name that the authority
 * gives, not always the calendar year, so it is never derived from a date.
 */
public record Period(String value) {
    private static final Pattern WRITTEN =
            Pattern.compile("((?:19|20)[0-9]{2})(?:年度?)?(?:[-—~～至]((?:19|20)[0-9]{2}))?(?:年度?|周期)?");
    private static final int LONGEST = 10;

    static final Reason FORM = Reason.of(
            "period.form",
            "年度应为四位年份或周期",
            "a period is a year such as 2025 or a cycle such as 2023-2025",
            "写成2025或2023-2025",
            "write 2025 or 2023-2025");
    static final Note NORMALISED =
            Note.of("period.normalised", "年度已写成标准形式", "the period was written in the standard form");

    public static Checked<Period> check(String text) {
        Cleaned cleaned = Cleaned.identifier(text);
        Matcher written = WRITTEN.matcher(cleaned.text());
        if (!written.matches()) {
            return Checked.invalid(FORM);
        }
        String first = written.group(1);
        String last = written.group(2);
        if (last != null) {
            int years = Integer.parseInt(last) - Integer.parseInt(first);
            if (years <= 0 || years > LONGEST) {
                return Checked.invalid(FORM);
            }
        }
        String value = last == null ? first : first + "-" + last;
        List<Note> notes = new ArrayList<>(cleaned.notes());
        if (!value.equals(cleaned.text())) {
            notes.add(NORMALISED);
        }
        return Checked.valid(new Period(value), notes);
    }

    @Override
    public String toString() {
        return value;
    }
}

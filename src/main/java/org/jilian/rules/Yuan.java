package org.jilian.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of money in yuan (元): exact, not negative, below a thousand million, at most two decimals. */
public record Yuan(String value) {
    private static final Pattern WRITTEN = Pattern.compile("[¥￥]?([0-9]{1,9}(?:\\.[0-9]{1,9})?)元?(?:/人)?");

    static final Reason FORM = Reason.of(
            "yuan.form",
            "金额应为不超过两位小数的数字",
            "an amount is a number with at most two decimals",
            "以元为单位只填数字，如120或99.5",
            "enter a number of yuan alone, such as 120 or 99.5");
    static final Note NORMALISED =
            Note.of("yuan.normalised", "金额已写成标准形式", "the amount was written in the standard form");

    public static Checked<Yuan> check(String text) {
        Cleaned cleaned = Cleaned.identifier(text);
        Matcher written = WRITTEN.matcher(cleaned.text().equals("免费") ? "0" : cleaned.text());
        if (!written.matches()) {
            return Checked.invalid(FORM);
        }
        BigDecimal amount = new BigDecimal(written.group(1)).stripTrailingZeros();
        if (amount.scale() > 2) {
            return Checked.invalid(FORM);
        }
        List<Note> notes = new ArrayList<>(cleaned.notes());
        String value = amount.toPlainString();
        if (!value.equals(cleaned.text())) {
            notes.add(NORMALISED);
        }
        return Checked.valid(new Yuan(value), notes);
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.jilian.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Class hours (学时) as an exact decimal: more than 0, at most 8760 (the hours of a year), at most two decimals, written
 * without superfluous zeros. There is no binary floating point on the way.
 */
public record Hours(String value) {
    private static final BigDecimal MOST = BigDecimal.valueOf(8760);
    private static final int MOST_DECIMALS = 2;
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(学时|课时|个学时|个课时)?");

    static final Reason FORM = Reason.of(
            "hours.form",
            "学时应为数字，如4.5",
            "hours are a number such as 4.5",
            "只填数字，不填天数、区间、公式或千分位逗号",
            "enter a number alone: no days, ranges, formulas or thousands separators");
    static final Reason RANGE = Reason.of(
            "hours.range",
            "学时应大于0且不超过8760",
            "hours are more than 0 and at most 8760",
            "核对学时数；没有学时的行请删除",
            "compare the hours; delete rows without any");
    static final Reason DECIMALS = Reason.of(
            "hours.decimals",
            "学时最多两位小数",
            "hours have at most two decimals",
            "按认定结果填写，不自行四舍五入",
            "enter what was granted; nothing is rounded here");
    static final Note WRITTEN_OTHERWISE =
            Note.of("hours.normalised", "学时已写成标准形式（去掉多余的零或单位）", "superfluous zeros or the unit were taken off");

    public static Checked<Hours> check(String text) {
        Cleaned cleaned = Cleaned.identifier(text);
        Matcher written = WRITTEN.matcher(cleaned.text());
        if (!written.matches()) {
            return Checked.invalid(FORM);
        }
        BigDecimal hours = new BigDecimal(written.group(1)).stripTrailingZeros();
        if (hours.signum() <= 0 || hours.compareTo(MOST) > 0) {
            return Checked.invalid(RANGE);
        }
        if (hours.scale() > MOST_DECIMALS) {
            return Checked.invalid(DECIMALS);
        }
        List<Note> notes = new ArrayList<>(cleaned.notes());
        String value = hours.toPlainString();
        if (!value.equals(cleaned.text())) {
            notes.add(WRITTEN_OTHERWISE);
        }
        return Checked.valid(new Hours(value), notes);
    }

    public BigDecimal decimal() {
        return new BigDecimal(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

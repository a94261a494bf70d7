package org.jilian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An administrative division code (行政区划代码, GB/T 2260): six digits PPCCDD. Only the form is checked: codes change,
 * and old ones stay in documents for ever. A code never says whom its authority reports to.
 */
public record DivisionCode(String value) {
    private static final Pattern FORM_OF_CODE = Pattern.compile("[0-9]{6}");

    /**
     * xx7x are development zones. xx01 is the whole of a city's districts, but a place of its own in municipalities, 自治州,
     * 盟 and below provinces, and in 六盘水 (520201).
     */
    private static final Pattern STATISTICAL =
            Pattern.compile("[0-9]{4}7[1-9]|(?!11|12|31|50|520201)[0-9]{2}(?:0[1-9]|1[0-9]|20|5[1-9]|6[0-9]|70)01");

    static final Reason FORM = Reason.of(
            "division-code.form",
            "行政区划代码应为6位数字且以省级代码开头",
            "a division code has six digits and begins with the code of a province",
            "按GB/T 2260填写6位代码，如370811",
            "enter the six digits of GB/T 2260, such as 370811");
    static final Note STATISTICAL_CODE = Note.of(
            "division-code.statistical",
            "这是统计用代码（市辖区、功能区），不在GB/T 2260中",
            "a code of the statistics (city district, development zone) that GB/T 2260 does not hold");

    public static Checked<DivisionCode> check(String text) {
        Cleaned cleaned = Cleaned.identifier(text);
        String code = cleaned.text();
        // statistics write twelve digits; the six after the county's are towns and villages
        if (!FORM_OF_CODE.matcher(code).matches() || !Provinces.inDivisionCodes(code.substring(0, 2))) {
            return Checked.invalid(FORM);
        }
        List<Note> notes = new ArrayList<>(cleaned.notes());
        if (STATISTICAL.matcher(code).matches()) {
            notes.add(STATISTICAL_CODE);
        }
        return Checked.valid(new DivisionCode(code), notes);
    }

    @Override
    public String toString() {
        return value;
    }
}

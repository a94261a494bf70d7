package org.jilian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An organisation code (组织机构代码, GB 11714): eight digits or capitals and a character that checks them, kept without
 * its hyphen. Credit codes replaced it in 2015 and carry it as characters 9 to 17; old files and lists still hold it
 * alone.
 *
 * <p>The check counts modulo 11, but a place may hold any of 36 characters: two that differ by 11 or 22, such as 0 and B,
 * look the same to it. Of digits alone, every wrong one and every exchange of two neighbours is found, but X1 for 1X at
 * the end.
 */
public record OrganisationCode(String value) {
    private static final int[] WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final Pattern WRITTEN = Pattern.compile("([0-9A-Z]{8})-?([0-9X])");

    /** Where it lies in a credit code, counted from 0. */
    private static final int FROM = 8;

    private static final int TO = 17;

    static final Reason FORM = Reason.of(
            "organisation-code.form",
            "组织机构代码应为8位数字或大写字母加1位校验码",
            "an organisation code has eight digits or capitals and a check character",
            "对照代码证填写9位代码，如D2143569-X",
            "enter the nine characters as on the certificate, such as D2143569-X");
    static final Reason IS_CREDIT_CODE = Reason.of(
            "organisation-code.credit-code",
            "这是18位统一社会信用代码，不是组织机构代码",
            "this is a credit code of 18 characters, not an organisation code",
            "填入统一社会信用代码栏，或只取第9至17位",
            "enter it where a credit code is asked for, or enter its characters 9 to 17");
    static final Reason CHECK_CHARACTER = Reason.of(
            "organisation-code.check-character",
            "组织机构代码校验位不符",
            "the check character does not fit: a character is wrong or two are exchanged",
            "对照代码证逐位核对",
            "compare every character with the certificate");
    static final Note UPPER_CASE =
            Note.of("organisation-code.upper-case", "小写字母已改为大写", "lower-case letters were made capitals");
    static final Note HYPHEN = Note.of("organisation-code.hyphen", "去掉了连字符", "the hyphen was taken out");

    public static Checked<OrganisationCode> check(String text) {
        Cleaned cleaned = Cleaned.identifier(text);
        List<Note> notes = new ArrayList<>(cleaned.notes());
        String capitals = cleaned.text().toUpperCase(Locale.ROOT);
        if (!capitals.equals(cleaned.text())) {
            notes.add(UPPER_CASE);
        }
        var written = WRITTEN.matcher(capitals);
        if (!written.matches()) {
            return Checked.invalid(refusal(capitals));
        }
        String code = written.group(1) + written.group(2);
        if (!code.equals(capitals)) {
            notes.add(HYPHEN);
        }
        return code.charAt(8) == checkCharacter(code)
                ? Checked.valid(new OrganisationCode(code), notes)
                : Checked.invalid(CHECK_CHARACTER);
    }

    /**
     * The organisation code within a credit code. Registries also gave out credit codes whose characters 9 to 17 check as
     * no organisation code: of those it is refused.
     */
    public static Checked<OrganisationCode> of(CreditCode code) {
        return check(code.value().substring(FROM, TO));
    }

    /** Whether that credit code belongs to the organisation of this code: it carries it as characters 9 to 17. */
    public boolean isPartOf(CreditCode code) {
        return code.value().startsWith(value, FROM);
    }

    /** GB 11714: letters count from A = 10 without gaps; 10 is written X, 11 is written 0. */
    public static char checkCharacter(String first8) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += Character.digit(first8.charAt(i), 36) * WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
    }

    /** As certificates print it, with a hyphen before the check character. */
    public String printed() {
        return value.substring(0, 8) + "-" + value.charAt(8);
    }

    @Override
    public String toString() {
        return value;
    }

    private static Reason refusal(String text) {
        if (Precision.isLost(text)) {
            return Precision.LOST;
        }
        return text.length() == 18 ? IS_CREDIT_CODE : FORM;
    }
}

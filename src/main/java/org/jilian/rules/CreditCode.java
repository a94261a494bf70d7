package org.jilian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A unified social credit code (统一社会信用代码, GB 32100): 18 characters whose last one checks the others. It finds every
 * wrong character and every exchange of two but that of the first with the last: there the weights are both 1.
 */
public record CreditCode(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern ORGANISATION = Pattern.compile("[0-9A-Z]{8}-?[0-9X]");

    static final Reason FORM = Reason.of(
            "credit-code.form",
            "统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）",
            "a credit code has 18 characters of 0-9 and A-Z without I, O, S, V, Z",
            "对照登记证书填写18位代码",
            "enter the 18 characters as on the certificate of registration");
    static final Reason ORGANISATION_CODE = Reason.of(
            "credit-code.organisation-code",
            "这是9位组织机构代码，不是统一社会信用代码",
            "this is an organisation code of 9 characters, not a credit code",
            "改填登记证书上的18位统一社会信用代码",
            "enter the 18-character credit code from the certificate of registration");
    static final Reason CHECK_DIGIT = Reason.of(
            "credit-code.check-digit",
            "统一社会信用代码校验位不符",
            "the check character does not fit: a character is wrong or two are exchanged",
            "对照登记证书逐位核对",
            "compare every character with the certificate of registration");
    static final Note UPPER_CASE =
            Note.of("credit-code.upper-case", "小写字母已改为大写", "lower-case letters were made capitals");
    static final Note ORGANISATION_PART = Note.of(
            "credit-code.organisation-part",
            "第9至17位不符合GB 11714校验规则，请核对",
            "characters 9 to 17 do not check as a GB 11714 code; please compare");

    public static Checked<CreditCode> check(String text) {
        Cleaned cleaned = Cleaned.identifier(text);
        List<Note> notes = new ArrayList<>(cleaned.notes());
        String code = cleaned.text().toUpperCase(Locale.ROOT);
        if (!code.equals(cleaned.text())) {
            notes.add(UPPER_CASE);
        }
        if (ORGANISATION.matcher(code).matches()) {
            return Checked.invalid(ORGANISATION_CODE);
        }
        if (code.length() != 18 || !code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
            return Checked.invalid(Precision.isLost(code) ? Precision.LOST : FORM);
        }
        if (code.charAt(17) != checkCharacter(code)) {
            return Checked.invalid(CHECK_DIGIT);
        }
        if (code.charAt(16) != OrganisationCode.checkCharacter(code.substring(8, 16))) {
            notes.add(ORGANISATION_PART);
        }
        return Checked.valid(new CreditCode(code), notes);
    }

    /** GB 32100 §5: weights 3^i mod 31; the second mod makes a remainder of 0 the character 0, not an index of 31. */
    public static char checkCharacter(String first17) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(first17.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    @Override
    public String toString() {
        return value;
    }
}

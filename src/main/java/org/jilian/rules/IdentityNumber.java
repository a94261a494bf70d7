package org.jilian.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A resident identity number (公民身份号码, GB 11643): 18 characters, of a calendar date, with the right check digit.
 * Whether the number was ever issued, only the registry knows. Its text form is masked; {@link #value()} is the number.
 */
public record IdentityNumber(String value) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final Pattern OLD = Pattern.compile("[0-9]{15}");
    private static final Pattern NEW = Pattern.compile("[0-9]{17}[0-9X]");

    /** Nobody alive or on file was born before; GB 11643 itself sets no bound. */
    private static final int EARLIEST_YEAR = 1800;

    static final Reason FORM = Reason.of(
            "identity-number.form",
            "身份证号不是18位（或旧15位）数字",
            "an identity number has 18 characters, or 15 in its old form",
            "对照身份证原件填写18位号码",
            "enter the 18 characters as on the card");
    static final Reason DATE = Reason.of(
            "identity-number.date",
            "身份证号中的出生日期不存在或在今天之后",
            "the birth date in the number does not exist or is in the future",
            "对照身份证原件核对第7至14位",
            "compare characters 7 to 14 with the card");
    static final Reason PROVINCE = Reason.of(
            "identity-number.province",
            "身份证号前两位不是省级代码",
            "the number does not begin with the code of a province",
            "对照身份证原件核对前6位",
            "compare the first six digits with the card");
    static final Reason CHECK_DIGIT = Reason.of(
            "identity-number.check-digit",
            "身份证号校验位不符",
            "the check digit does not fit: a character is wrong or two are exchanged",
            "对照身份证原件逐位核对",
            "compare every character with the card");
    static final Note FROM_15 =
            Note.of("identity-number.from-15", "15位旧号码已升为18位", "the old 15-digit number was brought to 18 characters");
    static final Note LOWER_CASE =
            Note.of("identity-number.lower-case", "小写x已改为大写", "a lower-case x was made a capital");

    /** @param today numbers of people born later are refused */
    public static Checked<IdentityNumber> check(String text, LocalDate today) {
        Cleaned cleaned = Cleaned.identifier(text);
        List<Note> notes = new ArrayList<>(cleaned.notes());
        if (Precision.isLost(cleaned.text())) {
            return Checked.invalid(Precision.LOST);
        }
        String number = cleaned.text().toUpperCase(Locale.ROOT);
        if (!number.equals(cleaned.text())) {
            notes.add(LOWER_CASE);
        }
        if (OLD.matcher(number).matches()) {
            String body = number.substring(0, 6) + "19" + number.substring(6);
            number = body + checkDigit(body);
            notes.add(FROM_15);
        }
        if (!NEW.matcher(number).matches()) {
            return Checked.invalid(FORM);
        }
        if (!Provinces.inIdentityNumbers(number.substring(0, 2))) {
            return Checked.invalid(PROVINCE);
        }
        if (!isBirthDate(number, today)) {
            return Checked.invalid(DATE);
        }
        if (number.charAt(17) != checkDigit(number)) {
            return Checked.invalid(CHECK_DIGIT);
        }
        return Checked.valid(new IdentityNumber(number), notes);
    }

    /** The last character that the first 17 demand: ISO 7064 MOD 11-2. */
    public static char checkDigit(String first17) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += WEIGHTS[i] * (first17.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % 11);
    }

    public LocalDate birthDate() {
        return birthDate(value);
    }

    /** As {@link #birthDate()}, of a number that nobody has checked: empty where it holds no day. */
    static Optional<LocalDate> birthDateIn(String unchecked) {
        if (!NEW.matcher(unchecked).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(birthDate(unchecked));
        } catch (DateTimeException e) {
            // LocalDate.of says by exception what is here an expected answer
            return Optional.empty();
        }
    }

    /** GB/T 2261.1: 1 male, 2 female, from the parity of the sequence number. */
    public String sex() {
        return (value.charAt(16) - '0') % 2 == 1 ? "1" : "2";
    }

    @Override
    public String toString() {
        return Masked.of(value);
    }

    private static boolean isBirthDate(String number, LocalDate today) {
        try {
            LocalDate born = birthDate(number);
            return born.getYear() >= EARLIEST_YEAR && !born.isAfter(today);
        } catch (DateTimeException e) {
            // LocalDate.of says by exception what is here an expected refusal
            return false;
        }
    }

    private static LocalDate birthDate(String number) {
        return LocalDate.of(
                Integer.parseInt(number.substring(6, 10)),
                Integer.parseInt(number.substring(10, 12)),
                Integer.parseInt(number.substring(12, 14)));
    }
}

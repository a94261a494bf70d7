package org.jilian.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The number of an identity document of a type (证件类型), normalised so that one document is written one way. Its text
 * form is masked.
 *
 * @param type a code of the federation's table {@code document-type}, such as {@code 111}
 */
public record DocumentNumber(String type, String number) {
    /** 居民身份证 */
    public static final String IDENTITY_CARD = "111";

    /** 港澳台居民居住证, whose number has the form of GB 11643 with 81, 82 or 83 before it. */
    public static final String RESIDENCE_PERMIT = "residence";

    private static final Map<String, Pattern> FORMS = Map.of(
            "414", Pattern.compile("[A-Z0-9]{5,17}"),
            "511", Pattern.compile("[0-9]{8}"),
            "516", Pattern.compile("[HM][0-9]{8}([0-9]{2})?"),
            "553", Pattern.compile("[A-Z]{3}[0-9]{12}|9[0-9]{16}[0-9X]"));
    private static final Pattern OTHERS = Pattern.compile("[A-Z0-9]{5,30}");

    static final Reason FORM = Reason.of(
            "document-number.form",
            "证件号码与证件类型的格式不符",
            "the number has not the form of its type of document",
            "核对证件类型和证件号码",
            "compare type and number with the document");
    static final Reason NOT_RESIDENCE = Reason.of(
            "document-number.residence",
            "港澳台居民居住证号码应以81、82或83开头",
            "the number of a residence permit begins with 81, 82 or 83",
            "核对证件类型和证件号码",
            "compare type and number with the document");
    static final Note UPPER_CASE =
            Note.of("document-number.upper-case", "小写字母已改为大写", "lower-case letters were made capitals");

    public static Checked<DocumentNumber> check(String type, String text, LocalDate today) {
        return switch (type) {
            case IDENTITY_CARD ->
                IdentityNumber.check(text, today).map(number -> new DocumentNumber(type, number.value()));
            case RESIDENCE_PERMIT ->
                IdentityNumber.check(text, today)
                        .then(number -> number.value().startsWith("8")
                                ? Checked.valid(new DocumentNumber(type, number.value()), List.of())
                                : Checked.invalid(NOT_RESIDENCE));
            default -> other(type, text);
        };
    }

    private static Checked<DocumentNumber> other(String type, String text) {
        Cleaned cleaned = Cleaned.identifier(text);
        List<Note> notes = new ArrayList<>(cleaned.notes());
        if (Precision.isLost(cleaned.text())) {
            return Checked.invalid(Precision.LOST);
        }
        String number = cleaned.text().toUpperCase(Locale.ROOT);
        if (!number.equals(cleaned.text())) {
            notes.add(UPPER_CASE);
        }
        if (!FORMS.getOrDefault(type, OTHERS).matcher(number).matches()) {
            return Checked.invalid(FORM);
        }
        if (type.equals("516") && number.length() == 11) {
            // the last two digits count the renewals; the first nine are the holder's for life
            return Checked.valid(new DocumentNumber(type, number.substring(0, 9)), withRenewal(notes));
        }
        return Checked.valid(new DocumentNumber(type, number), notes);
    }

    private static List<Note> withRenewal(List<Note> notes) {
        notes.add(Note.of(
                "document-number.renewal", "去掉了末两位换证次数", "the last two digits, which count renewals, were taken off"));
        return notes;
    }

    @Override
    public String toString() {
        return type + ":" + Masked.of(number);
    }
}

package org.jilian.rules;

import java.util.regex.Pattern;

/** Long numbers that a spreadsheet kept as floating ones: of more than fifteen digits the last are gone for good. */
public final class Precision {
    private static final Pattern FLOATING = Pattern.compile("[0-9](\\.[0-9]+)?[Ee]\\+[0-9]{1,3}|[0-9]{15,18}\\.0+");

    public static final Reason LOST = Reason.of(
            "number.precision-lost",
            "号码被存成了数值，精度已丢失",
            "the number was stored as a floating number, its last digits are lost",
            "把该列设为文本格式，再重新填写完整号码",
            "format the column as text and enter the whole number again");

    private Precision() {}

    /** Whether a text is how a spreadsheet writes such a number, for instance 4.40524E+17. */
    public static boolean isLost(String text) {
        return !text.isEmpty()
                && text.charAt(0) <= '9'
                && text.charAt(0) >= '0'
                && FLOATING.matcher(text).matches();
    }
}

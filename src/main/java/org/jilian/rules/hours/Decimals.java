package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Amounts are exact: two decimals, as in hour records, and one written form without superfluous zeros. */
public final class Decimals {
    static final int PLACES = 2;
    private static final Pattern WRITTEN = Pattern.compile("(0|[1-9][0-9]{0,8})(\\.[0-9]{0,3}[1-9])?");

    private Decimals() {}

    /** Whether a text is the one form of a decimal: not negative, below a thousand million, at most four decimals. */
    static boolean isWritten(String text) {
        return WRITTEN.matcher(text).matches();
    }

    /** As records write it: 0, or without superfluous zeros and without an exponent. */
    public static String text(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    /** {@code amount × of ÷ per}, not more than it is: nobody is credited a hundredth that he has not learnt. */
    static BigDecimal down(BigDecimal amount, BigDecimal of, BigDecimal per) {
        return amount.multiply(of).divide(per, PLACES, RoundingMode.FLOOR);
    }

    static BigDecimal positive(BigDecimal decimal) {
        return decimal.signum() < 0 ? BigDecimal.ZERO : decimal;
    }
}

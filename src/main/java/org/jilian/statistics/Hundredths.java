package org.jilian.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Decimals of at most two places as whole hundredths: exact, and as fast as whole numbers. */
final class Hundredths {
    /** Below a thousand million: more is no amount of hours or yuan, and sums of what is less do not overflow. */
    private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,2})?");

    private static final int PLACES = 2;

    private Hundredths() {}

    /** Empty if it is not written as such a decimal. */
    static OptionalLong read(String text) {
        return WRITTEN.matcher(text).matches()
                ? OptionalLong.of(new BigDecimal(text).movePointRight(PLACES).longValueExact())
                : OptionalLong.empty();
    }

    /** Without superfluous zeros, as records have decimals. */
    static String text(long hundredths) {
        return hundredths == 0
                ? "0"
                : BigDecimal.valueOf(hundredths, PLACES).stripTrailingZeros().toPlainString();
    }

    /** {@code part} of {@code whole} in per cent with one decimal, half up. */
    static String perCent(long part, long whole) {
        return BigDecimal.valueOf(part)
                .movePointRight(PLACES)
                .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                .toPlainString();
    }
}

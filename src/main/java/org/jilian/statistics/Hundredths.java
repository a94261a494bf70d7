package org.jilian.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** Decimals of at most two places as whole hundredths: exact, and as fast as whole numbers. */
final class Hundredths {
    /** Below a thousand million: more is no amount of hours or yuan, and sums of what is less do not overflow. */
    private static final int DIGITS = 9;

    private static final int PLACES = 2;

    private Hundredths() {}

    /** Empty if it is not written as such a decimal: digits, and perhaps a point and one or two digits more. */
    static OptionalLong read(String text) {
        int point = text.indexOf('.');
        int whole = point < 0 ? text.length() : point;
        int places = point < 0 ? 0 : text.length() - point - 1;
        if (whole == 0 || whole > DIGITS || point >= 0 && (places == 0 || places > PLACES)) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (i != point && (digit < '0' || digit > '9')) {
                return OptionalLong.empty();
            }
            value = i == point ? value : 10 * value + digit - '0';
        }
        return OptionalLong.of(
                switch (places) {
                    case 0 -> 100 * value;
                    case 1 -> 10 * value;
                    default -> value;
                });
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

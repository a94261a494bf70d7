package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a whole, from 0 to 1, as the text says it: two thirds are {@code 2/3}, which no decimal is. */
public record Share(int numerator, int denominator) {
    private static final Pattern WRITTEN = Pattern.compile("(0|[1-9][0-9]{0,3})/([1-9][0-9]{0,3})");

    /** Empty if the text is no fraction of two whole numbers, or more than the whole. */
    static Optional<Share> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        Share share = new Share(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
        return share.numerator <= share.denominator ? Optional.of(share) : Optional.empty();
    }

    /** In hours, to the hundredth: a minimum is rounded up and a maximum down, so that neither is ever overstepped. */
    BigDecimal of(BigDecimal whole, RoundingMode rounding) {
        return whole.multiply(BigDecimal.valueOf(numerator))
                .divide(BigDecimal.valueOf(denominator), Decimals.PLACES, rounding);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}

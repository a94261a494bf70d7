package org.jilian.rules.hours;

import java.math.BigDecimal;

/** {@code amount} of {@code unit} are {@code hours} class hours, for these persons; both numbers stand in the text. */
public record Conversion(Unit unit, BigDecimal amount, BigDecimal hours, Applies applies, Source source) {
    BigDecimal of(BigDecimal given) {
        return Decimals.down(given, hours, amount);
    }
}

package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How many hours a rule means: a number, or a share of something that differs from person to person. */
public sealed interface Quantity {
    record Fixed(BigDecimal hours) implements Quantity {}

    record Part(Share share, Whole of) implements Quantity {}

    /** What a share is a share of. */
    enum Whole {
        /** the prescribed total (规定总学时), whatever the person did beyond it */
        MINIMUM("minimum"),
        /** all that counts for the person */
        TOTAL("total");

        private final String code;

        Whole(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    default BigDecimal hours(BigDecimal minimum, BigDecimal total, RoundingMode rounding) {
        if (this instanceof Part part) {
            return part.share().of(part.of() == Whole.MINIMUM ? minimum : total, rounding);
        }
        return ((Fixed) this).hours();
    }
}

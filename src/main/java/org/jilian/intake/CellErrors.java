package org.jilian.intake;

import java.util.Set;
import org.jilian.rules.Dates;
import org.jilian.rules.Precision;

/**
 * Errors that lie in the kind of cell that a value stood in: a formula without a value, a number whose last digits are
 * gone. The cell's text alone does not show them any more, so whoever judges the text again must not forget them.
 */
public final class CellErrors {
    private static final Set<String> CODES = Set.of(
            ValueReasons.ERROR.code(),
            ValueReasons.UNCOMPUTED.code(),
            ValueReasons.IS_DATE.code(),
            Precision.LOST.code(),
            Dates.JANUARY_OR_OCTOBER.code());

    private CellErrors() {}

    /** Whether an error of this code stands until somebody has entered another text. */
    public static boolean isOne(String code) {
        return CODES.contains(code);
    }
}

package org.jilian.intake;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jilian.rules.Dates;

/** One cell as the file holds it: what kind of thing it is, and its text. A cell that holds nothing is {@link #EMPTY}. */
record Cell(Type type, String text, boolean formula) {
    /** What spreadsheet programs keep of a number: fifteen significant digits. */
    private static final MathContext SHOWN = new MathContext(15);

    static final Cell EMPTY = new Cell(Type.EMPTY, "", false);

    enum Type {
        EMPTY,
        TEXT,
        /** text is the raw decimal of the file, perhaps with binary noise or an exponent */
        NUMBER,
        /** a number shown as a date; text is the day number from 1900 or 1904 */
        DAY_1900,
        DAY_1904,
        /** #N/A and the like */
        ERROR,
        /** a formula whose value the file does not hold */
        UNCOMPUTED
    }

    static Cell text(String text) {
        return text.isEmpty() ? EMPTY : new Cell(Type.TEXT, text, false);
    }

    boolean isBlank() {
        // a lone Ctrl-Z is how old programs end a file
        return type == Type.EMPTY
                || type == Type.TEXT && text.chars().allMatch(c -> c <= ' ' || c == 0xA0 || Character.isWhitespace(c));
    }

    boolean isDay() {
        return type == Type.DAY_1900 || type == Type.DAY_1904;
    }

    /** Whether more digits were entered than a spreadsheet's number keeps. */
    boolean isBeyondPrecision() {
        return type == Type.NUMBER && number().abs().compareTo(BigDecimal.TEN.pow(15)) >= 0;
    }

    BigDecimal number() {
        return new BigDecimal(text);
    }

    /** What the person who filled the table in saw. */
    String shown() {
        if (isDay()) {
            return Dates.serial(number().longValue(), type == Type.DAY_1904)
                    .fold(valid -> valid.value().iso(), reason -> number().toPlainString());
        } else if (type != Type.NUMBER) {
            return text;
        }
        BigDecimal shown = isBeyondPrecision() ? number() : number().round(SHOWN);
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }
}

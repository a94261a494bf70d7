package org.jilian.intake;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jilian.rules.Dates;

/** One cell as the file holds it: what kind of thing it is, and its text. A cell that holds nothing is {@link #EMPTY}. */
record Cell(Type type, String text, boolean formula) {
    /** What spreadsheet programs keep of a number: fifteen significant digits. */
    private static final MathContext SHOWN = new MathContext(15);

    /** Digits before or after the point, and characters of a number; spreadsheets' own stay below 324 and 30. */
    private static final int LARGEST_NUMBER = 400;

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

    /**
     * A number of a type, from its decimal text. What is no number, or one of which written out no memory could hold the
     * zeros (1E999999999), is an error: nobody meant it.
     */
    static Cell number(Type type, String text, boolean formula) {
        return decimal(text)
                .map(number -> new Cell(type, number.toString(), formula))
                .orElseGet(() -> new Cell(Type.ERROR, text, formula));
    }

    private static Optional<BigDecimal> decimal(String text) {
        if (text.length() > LARGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            long whole = (long) number.precision() - number.scale();
            boolean writable = whole <= LARGEST_NUMBER && number.scale() <= LARGEST_NUMBER;
            return writable ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            // BigDecimal says by exception what is here an expected answer
            return Optional.empty();
        }
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

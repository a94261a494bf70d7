package org.jilian.intake;

import org.jilian.rules.Masked;
import org.jilian.rules.Reason;

/**
 * One value that is refused. The text form is masked; the value in full is for the clerk's spreadsheet alone.
 *
 * @param row 1-based, as a spreadsheet program shows it
 * @param column the head as it stands in the file, or the mapping's first word for a column that the file lacks
 */
public record RowError(long row, String column, String value, Reason reason) {
    /** The same error as logs and terminals may show it: of the value the first six and last four characters. */
    public RowError masked() {
        return new RowError(row, column, Masked.of(value), reason);
    }

    @Override
    public String toString() {
        return "row " + row + ", " + column + " '" + Masked.of(value) + "': " + reason.code();
    }
}

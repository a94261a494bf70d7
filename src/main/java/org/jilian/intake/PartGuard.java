package org.jilian.intake;

import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jilian.intake.Table.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the parts of a workbook for what fastexcel would follow without measure: the index of a shared string
 * that does not exist (it makes empty ones up to it), the address of a cell far outside (it makes empty cells up to it),
 * one row, text, list or formula without end.
 */
final class PartGuard {
    /** Elements of which a list or map is kept while a workbook is read; sheets are each opened. */
    private static final Set<String> KEPT = Set.of("xf", "numFmt", "Relationship", "Override", "sheet");

    private static final String STRING = "si";

    /** Characters that the texts of one cell or string may have, remarks on their reading included. */
    private static final int TEXT = 1 << 20;

    /** Cells of one row; spreadsheet programs have 16,384 columns. */
    private static final int CELLS = 16_384;

    /** Letters of a cell's column; spreadsheet programs end at XFD. */
    private static final int LETTERS = 3;

    /** Digits of a string's index. */
    private static final int DIGITS = 20;

    private final FormulaCost formulas = new FormulaCost();
    private int mostStrings;
    private int largestIndex = -1;

    private int strings;
    private int kept;
    private int depth;
    /** Depth of the outermost cell or string that is open, and of the outermost value in it; 0 if none is. */
    private int open;

    private int openValue;
    private int text;
    private boolean inRow;
    private int cells;
    private boolean indexed;
    private final StringBuilder value = new StringBuilder();

    /** The next part begins. */
    void begin() {
        strings = 0;
        kept = 0;
        depth = 0;
        open = 0;
        openValue = 0;
        inRow = false;
        indexed = false;
        formulas.begin();
    }

    /** @return whether what the part holds is kept in memory */
    boolean accept(XMLStreamReader reader) {
        switch (reader.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                start(reader, reader.getLocalName());
            }
            case XMLStreamConstants.END_ELEMENT -> {
                end(reader.getLocalName());
                depth--;
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                characters(reader);
            default -> {
                // remarks and instructions are skipped
            }
        }
        return strings > 0 || kept > 0;
    }

    private void start(XMLStreamReader reader, String name) {
        if (open == 0 && (name.equals("c") || name.equals(STRING))) {
            open = depth;
            text = 0;
        }
        if (name.equals("row") && !inRow) {
            inRow = true;
            cells = 0;
        } else if (name.equals("c")) {
            cell(reader.getAttributeValue(null, "r"), reader.getAttributeValue(null, "t"));
        } else if (name.equals("v") && indexed && openValue == 0) {
            openValue = depth;
            value.setLength(0);
        } else if (name.equals("f") && open > 0) {
            formulas.formula(reader);
        } else if (name.equals(STRING)) {
            strings++;
            mostStrings = Math.max(mostStrings, strings);
            refuseIf(strings > Limits.STRINGS);
        } else if (KEPT.contains(name)) {
            kept++;
            refuseIf(kept > (name.equals("sheet") ? Limits.SHEETS : Limits.KEPT));
        }
    }

    private void cell(@Nullable String address, @Nullable String type) {
        indexed = "s".equals(type);
        cells++;
        boolean far = address != null && address.chars().filter(c -> c > '9').count() > LETTERS;
        if (far || inRow && cells > CELLS) {
            throw new RefusedException(FileReasons.TOO_MANY_COLUMNS);
        }
        formulas.cell(type);
    }

    private void characters(XMLStreamReader reader) {
        int length = reader.getTextLength();
        if (open > 0) {
            text += length;
            if (text > TEXT) {
                throw new RefusedException(FileReasons.CELL_TOO_LONG);
            }
        }
        formulas.text(length);
        if (openValue > 0) {
            value.append(reader.getText());
            refuseUnless(value.length() <= DIGITS);
        }
    }

    private void end(String name) {
        inRow &= !name.equals("row");
        if (name.equals("f")) {
            formulas.endFormula();
        } else if (name.equals("c")) {
            formulas.endCell();
        }
        if (depth == openValue) {
            openValue = 0;
            largestIndex = Math.max(largestIndex, index(value.toString()));
        }
        if (depth == open) {
            open = 0;
        }
    }

    private static int index(String text) {
        try {
            // as fastexcel does, for which digits of other scripts are digits, too
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            // its reader refuses that when it comes to it
            return -1;
        }
    }

    private static void refuseIf(boolean beyondMeasure) {
        if (beyondMeasure) {
            throw new RefusedException(FileReasons.BOMB);
        }
    }

    private static void refuseUnless(boolean whole) {
        if (!whole) {
            throw new RefusedException(FileReasons.DAMAGED);
        }
    }

    /** After the last part: a string that a cell points to and that is not there is lost. */
    void end() {
        refuseUnless(mostStrings == 0 ? largestIndex < Limits.STRINGS : largestIndex < mostStrings);
    }
}

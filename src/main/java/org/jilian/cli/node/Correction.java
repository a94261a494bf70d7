package org.jilian.cli.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jilian.store.QuarantinedRow;

/** Cells that a person has corrected, by the heads that stand over them in the file. */
record Correction(Map<String, String> cells) {
    /** @throws WrongUseException if a head is not there, or there twice */
    QuarantinedRow of(QuarantinedRow row) {
        List<String> heads = row.source().heads();
        List<String> texts = new ArrayList<>(row.original());
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            int times = Collections.frequency(heads, cell.getKey());
            if (times != 1) {
                throw new WrongUseException("--set should name one of the heads " + heads + ", but '" + cell.getKey()
                        + "' stands " + times + " times among them");
            }
            int column = heads.indexOf(cell.getKey());
            while (texts.size() <= column) {
                texts.add("");
            }
            texts.set(column, cell.getValue());
        }
        return new QuarantinedRow(row.key(), row.source(), row.errors(), texts);
    }
}

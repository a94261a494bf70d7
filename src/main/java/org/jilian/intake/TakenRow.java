package org.jilian.intake;

import java.util.List;
import java.util.function.Supplier;
import org.jilian.record.Draft;
import org.jilian.rules.Note;
import org.jilian.rules.Text;

/** What became of one row of a file. {@code row} is its 1-based number as a spreadsheet program shows it. */
public sealed interface TakenRow {
    long row();

    /**
     * A row whose values are all valid.
     *
     * @param drafts in the order of the mapping; without those that an earlier row of the file already gave
     * @param notes what was normalised, left out or is doubtful
     * @param print of its cells under the table's heads
     * @param known whether an earlier file gave the same row and it was taken in
     * @param original the cells as they were read
     */
    record Good(
            long row,
            List<Draft> drafts,
            List<RowNote> notes,
            RowPrint print,
            boolean known,
            Supplier<List<String>> original)
            implements TakenRow {
        public Good {
            drafts = List.copyOf(drafts);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A row that is refused whole: none of its records is taken.
     *
     * @param errors at least one, in the order of the columns
     * @param original the cells as they were read, for correction; an empty cell is an empty text
     */
    record Bad(long row, List<RowError> errors, List<String> original) implements TakenRow {
        public Bad {
            errors = List.copyOf(errors);
            original = List.copyOf(original);
        }
    }

    /** A row that holds no data. */
    record Skipped(long row, Why why) implements TakenRow {}

    /** What was noted of one value; {@code column} is empty where the note is of the row. */
    record RowNote(String column, Note note) {}

    /** Why a row holds no data. */
    enum Why {
        ABOVE_HEAD(new Text("表头以上的标题或说明", "title or remark above the heads")),
        HEAD(new Text("表头", "heads")),
        REPEATED_HEAD(new Text("重复的表头", "heads repeated")),
        EMPTY(new Text("空行", "empty row")),
        FOOTER(new Text("合计、填表人等表尾", "total, signature or other footer"));

        private final Text text;

        Why(Text text) {
            this.text = text;
        }

        public Text text() {
            return text;
        }
    }
}

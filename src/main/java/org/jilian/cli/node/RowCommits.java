package org.jilian.cli.node;

import java.util.List;
import org.jilian.intake.TakenRow;
import org.jilian.store.Import;

/** Where the rows of a file go, a batch at a time. */
interface RowCommits {
    /** @param heads of their file */
    record Batch(List<String> heads, List<TakenRow.Good> rows, List<TakenRow.Bad> refused, Import.Counts counts) {}

    /** @param read rows of the file so far */
    record Result(AuthoredRows rows, int read) {}

    Result commit(Batch batch);
}

package org.jilian.cli.node;

import java.util.List;
import org.jilian.record.Draft;

/** What would become of rows, if they were taken in now: nothing of it stays. */
final class RehearsedRows implements RowCommits {
    private final OpenNode node;

    RehearsedRows(OpenNode node) {
        this.node = node;
    }

    @Override
    public Result commit(Batch batch) {
        List<Draft> drafts = AuthoredRows.drafts(batch.rows());
        AuthoredRows authored = AuthoredRows.of(
                batch.rows(), drafts.isEmpty() ? List.of() : node.exchange().wouldAuthor(drafts));
        return new Result(authored, batch.counts().read());
    }
}

package org.jilian.cli.node;

import java.util.ArrayList;
import java.util.List;
import org.jilian.intake.Given;
import org.jilian.intake.TakenRow;
import org.jilian.record.Draft;
import org.jilian.store.Import;
import org.jilian.store.Imports;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantinedRow;

/**
 * Authors a batch of rows, then puts those that were refused into quarantine and notes how far the file is. A crash between
 * the two has the next attempt author the batch again, which changes nothing.
 */
final class CommitRows implements RowCommits {
    private final OpenNode node;
    private final Import under;
    private final Given given;
    private final Quarantine quarantine;
    private final Corrections corrections;

    CommitRows(OpenNode node, Import under, Given given) {
        this.node = node;
        this.given = given;
        this.under = under;
        this.quarantine = new Quarantine(node.self().keys().atRest());
        this.corrections = new Corrections(quarantine, under.file(), under.mapping());
        node.database().read(tx -> {
            corrections.look(tx);
            return true;
        });
    }

    @Override
    public Result commit(Batch batch) {
        List<Draft> drafts = AuthoredRows.drafts(batch.rows());
        AuthoredRows authored = AuthoredRows.of(
                batch.rows(), drafts.isEmpty() ? List.of() : node.exchange().author(drafts));
        Import.Counts counts = new Import.Counts(
                batch.counts().read(),
                batch.counts().accepted(),
                batch.counts().refused() + authored.refused().size());
        List<TakenRow.Bad> refused = new ArrayList<>(batch.refused());
        refused.addAll(authored.refused());
        List<QuarantinedRow> rows =
                refused.stream().map(row -> quarantined(row, batch.heads())).toList();
        List<TakenRow.Good> good = authored.good(batch.rows());
        node.database().change(tx -> {
            quarantine.put(tx, rows, node.self().now());
            corrections.refused(tx, batch.heads(), refused);
            corrections.takenIn(tx, batch.heads(), good);
            Imports.progress(tx, under, counts);
        });
        return new Result(authored, counts.read());
    }

    private QuarantinedRow quarantined(TakenRow.Bad row, List<String> heads) {
        return new QuarantinedRow(
                new QuarantinedRow.Key(under.file(), under.mapping(), Math.toIntExact(row.row())),
                new QuarantinedRow.Source(under.name(), heads, given.division(), given.period()),
                QuarantinedRows.errors(row.errors()),
                row.original());
    }
}

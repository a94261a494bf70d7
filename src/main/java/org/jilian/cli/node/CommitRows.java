package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jilian.exchange.Authored;
import org.jilian.intake.RowError;
import org.jilian.intake.TakenRow;
import org.jilian.record.Draft;
import org.jilian.rules.Reason;
import org.jilian.store.Import;
import org.jilian.store.Imports;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantinedRow;

/**
 * Authors a batch of rows, then puts those that were refused into quarantine and notes how far the file is. A crash between
 * the two has the next attempt author the batch again, which changes nothing.
 */
final class CommitRows {
    private final OpenNode node;
    private final Import under;
    private final Quarantine quarantine;

    CommitRows(OpenNode node, Import under) {
        this.node = node;
        this.under = under;
        this.quarantine = new Quarantine(node.self().keys().atRest());
    }

    record Batch(List<TakenRow.Good> rows, List<TakenRow.Bad> refused, Import.Counts counts) {}

    /**
     * @param refused rows of which authoring refused a record
     * @param merged of records that stay merged into others
     * @param whole rows all of whose records are held now
     */
    record Result(
            List<Authored> authored,
            List<TakenRow.Bad> refused,
            List<RowError> merged,
            List<TakenRow.Good> whole,
            int read) {}

    Result commit(Batch batch) {
        List<Draft> drafts =
                batch.rows().stream().flatMap(row -> row.drafts().stream()).toList();
        List<Authored> authored = drafts.isEmpty() ? List.of() : node.exchange().author(drafts);
        Result result = result(batch, authored);
        Import.Counts counts = new Import.Counts(
                batch.counts().read(),
                batch.counts().accepted(),
                batch.counts().refused() + result.refused().size());
        List<QuarantinedRow> rows = new ArrayList<>();
        batch.refused().forEach(row -> rows.add(quarantined(row)));
        result.refused().forEach(row -> rows.add(quarantined(row)));
        node.database().change(tx -> {
            quarantine.put(tx, rows, node.self().now());
            Imports.progress(tx, under, counts);
        });
        return result;
    }

    private static Result result(Batch batch, List<Authored> authored) {
        Result result = new Result(
                authored,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                batch.counts().read());
        int at = 0;
        for (TakenRow.Good row : batch.rows()) {
            boolean whole = true;
            for (Authored each : authored.subList(at, at + row.drafts().size())) {
                if (each instanceof Authored.Refused no) {
                    result.refused().add(refused(row, no));
                    whole = false;
                } else if (each instanceof Authored.Merged merged) {
                    result.merged().add(new RowError(row.row(), "", "", staysMerged(merged)));
                }
                // what another node holds may be handed to this one, and then counts
                whole &= !(each instanceof Authored.HeldElsewhere);
            }
            at += row.drafts().size();
            if (whole) {
                result.whole().add(row);
            }
        }
        return result;
    }

    private static TakenRow.Bad refused(TakenRow.Good row, Authored.Refused no) {
        Reason reason = Reason.of(
                "record." + no.refusal().code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "不能登记：" + no.refusal().detail(),
                "it cannot be authored: " + no.refusal().detail(),
                "按说明更正，或联系本级管理员",
                "correct what is named, or ask this node's operator");
        return new TakenRow.Bad(
                row.row(),
                List.of(new RowError(row.row(), "", "", reason)),
                row.original().get());
    }

    private static Reason staysMerged(Authored.Merged merged) {
        return Reason.of(
                "record.stays-merged",
                merged.id() + " 已并入 " + merged.into() + "，保持合并；本行内容只作为其后续版本保存",
                merged.id() + " was merged into " + merged.into()
                        + " and stays so; what this row says is kept as its next version",
                "今后在名单中使用保留的登记；如属误并：duplicates undo " + merged.id(),
                "use the record that was kept in this list from now on; if the merger was wrong: duplicates undo "
                        + merged.id());
    }

    private QuarantinedRow quarantined(TakenRow.Bad row) {
        return new QuarantinedRow(under.file(), under.mapping(), Math.toIntExact(row.row()), errors(row), cells(row));
    }

    private static ArrayNode errors(TakenRow.Bad row) {
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        for (RowError error : row.errors()) {
            ObjectNode entry = errors.addObject()
                    .put("column", error.column())
                    .put("value", error.value())
                    .put("code", error.reason().code());
            entry.putObject("reason")
                    .put("zh", error.reason().what().zh())
                    .put("en", error.reason().what().en());
            entry.putObject("remedy")
                    .put("zh", error.reason().remedy().zh())
                    .put("en", error.reason().remedy().en());
        }
        return errors;
    }

    private static ArrayNode cells(TakenRow.Bad row) {
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();
        row.original().forEach(cells::add);
        return cells;
    }

    static String word(Authored result) {
        if (result instanceof Authored.First) {
            return "first";
        }
        if (result instanceof Authored.Next) {
            return "next";
        }
        if (result instanceof Authored.Unchanged) {
            return "unchanged";
        }
        if (result instanceof Authored.Merged) {
            return "merged";
        }
        return result instanceof Authored.HeldElsewhere ? "heldElsewhere" : "refused";
    }
}

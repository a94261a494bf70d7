package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jilian.exchange.Authored;
import org.jilian.intake.RowError;
import org.jilian.intake.RowSink;
import org.jilian.intake.TakenRow;
import org.jilian.record.Draft;
import org.jilian.rules.Reason;
import org.jilian.store.Import;
import org.jilian.store.Imports;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantinedRow;

/**
 * The rows of one file on their way into the database, a batch a commit. Records are committed before the position behind
 * them is: a crash in between has the next attempt author the batch again, which changes nothing.
 */
final class TakenRows implements RowSink {
    private static final int BATCH = 2_000;
    /** Refused rows that the error spreadsheet holds; more are in quarantine alone. */
    private static final int KEPT = 20_000;

    private final OpenNode node;
    private final Import under;
    private final Progress progress;
    private final Runnable authored;
    private final Quarantine quarantine;
    private final int resumeBehind;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Long> draftRows = new ArrayList<>();
    private final List<QuarantinedRow> refused = new ArrayList<>();
    private final List<TakenRow.Bad> kept = new ArrayList<>();
    private final List<RowError> warnings = new ArrayList<>();
    private final Map<String, Long> byCode = new TreeMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private int read;
    private int accepted;
    private int bad;

    TakenRows(OpenNode node, Import under, Import.Counts from, Progress progress, Runnable authored) {
        this.node = node;
        this.under = under;
        this.progress = progress;
        this.authored = authored;
        this.quarantine = new Quarantine(node.self().keys().atRest());
        this.resumeBehind = from.read();
        this.accepted = from.accepted();
        this.bad = from.refused();
    }

    @Override
    public void accept(TakenRow row) {
        if (row.row() <= resumeBehind) {
            // counted and in quarantine since an earlier attempt; the spreadsheet shall have it all the same
            if (row instanceof TakenRow.Bad earlier) {
                keep(earlier);
            }
            return;
        }
        read = Math.toIntExact(row.row());
        if (row instanceof TakenRow.Good good) {
            accepted++;
            good.drafts().forEach(draft -> {
                drafts.add(draft);
                draftRows.add(good.row());
            });
        } else if (row instanceof TakenRow.Bad refusedRow) {
            refuse(refusedRow);
        }
        if (drafts.size() >= BATCH || refused.size() >= BATCH) {
            commit();
        }
    }

    private void refuse(TakenRow.Bad row) {
        bad++;
        keep(row);
        refused.add(
                new QuarantinedRow(under.file(), under.mapping(), Math.toIntExact(row.row()), errors(row), cells(row)));
    }

    private void keep(TakenRow.Bad row) {
        row.errors().forEach(error -> byCode.merge(error.reason().code(), 1L, Long::sum));
        if (kept.size() < KEPT) {
            kept.add(row);
        }
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

    private void commit() {
        List<Authored> results = drafts.isEmpty() ? List.of() : node.exchange().author(List.copyOf(drafts));
        for (int i = 0; i < results.size(); i++) {
            count(results.get(i), draftRows.get(i));
        }
        drafts.clear();
        draftRows.clear();
        Import.Counts counts = new Import.Counts(Math.max(read, resumeBehind), accepted, bad);
        List<QuarantinedRow> rows = List.copyOf(refused);
        refused.clear();
        node.database().change(tx -> {
            quarantine.put(tx, rows, node.self().now());
            Imports.progress(tx, under, counts);
        });
        authored.run();
        progress.rows(read);
    }

    private void count(Authored result, long row) {
        if (result instanceof Authored.Refused no) {
            Reason reason = Reason.of(
                    "record."
                            + no.refusal()
                                    .code()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '-'),
                    "不能登记：" + no.refusal().detail(),
                    "it cannot be authored: " + no.refusal().detail(),
                    "按说明更正，或联系本级管理员",
                    "correct what is named, or ask this node's operator");
            refuse(new TakenRow.Bad(row, List.of(new RowError(row, "", "", reason)), List.of()));
        }
        if (result instanceof Authored.Merged merged && warnings.size() < KEPT) {
            warnings.add(new RowError(row, "", "", staysMerged(merged)));
        }
        outcomes.merge(word(result), 1L, Long::sum);
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

    private static String word(Authored result) {
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

    void end() {
        commit();
        // authoring itself may have refused something in the commit before
        if (!refused.isEmpty()) {
            commit();
        }
    }

    int bad() {
        return bad;
    }

    /** The first of them, at most as many as a spreadsheet should hold. */
    List<TakenRow.Bad> kept() {
        return kept;
    }

    Map<String, Long> byCode() {
        return byCode;
    }

    /** Of rows that were taken in, what the clerk should know. */
    List<RowError> warnings() {
        return warnings;
    }

    /** Records by what became of them: first, next, unchanged, merged, heldElsewhere, refused. */
    Map<String, Long> outcomes() {
        return outcomes;
    }
}

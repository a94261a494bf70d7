package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jilian.rules.Masked;
import org.jilian.store.AuditEvent;
import org.jilian.store.AuditTrail;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantineEntry;
import org.jilian.store.QuarantinedRow;
import org.jilian.store.QuarantinedRow.State;
import org.jilian.store.Transaction;

/**
 * The quarantine of an open node: rows are looked for, shown, tried again, put aside. Whatever changes a row or shows a
 * value in clear stands in the audit trail, by the row's id.
 */
final class Quarantining {
    private static final List<State> ANY = Arrays.asList(State.values());
    private static final int NAMED = 20;

    private final OpenNode node;
    private final Quarantine quarantine;
    private final QuarantineIds ids;
    private final Runnable authored;

    /** @param authored called after each commit, so that sealing need not wait */
    Quarantining(OpenNode node, Runnable authored) {
        this.node = node;
        this.authored = authored;
        this.quarantine = new Quarantine(node.self().keys().atRest());
        this.ids = new QuarantineIds(quarantine);
    }

    ObjectNode run(QuarantineOrder order, Progress progress) {
        return switch (order.what()) {
            case LIST -> list(order);
            case SHOW -> show(order);
            case MEND -> mend(order);
            case REPLAY -> replay(order, progress);
            case DISCARD -> mark(order, List.of(State.OPEN), State.DISCARDED, "quarantine.discarded");
            case REOPEN -> mark(order, List.of(State.DISCARDED, State.MENDED), State.OPEN, "quarantine.reopened");
            case EXPORT -> export(order);
        };
    }

    private ObjectNode list(QuarantineOrder order) {
        return node.database().read(tx -> {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode rows = document.putArray("rows");
            for (QuarantineEntry entry : quarantine.list(tx, order.query(), order.limit())) {
                rows.add(entry(tx, entry));
            }
            Map<String, Long> byCode = new TreeMap<>();
            long[] all = {0};
            quarantine.codes(tx, order.query()).forEach((codes, count) -> {
                all[0] += count;
                codes.forEach(code -> byCode.merge(code, count, Long::sum));
            });
            document.put("all", all[0]);
            ObjectNode counts = document.putObject("byCode");
            byCode.forEach(counts::put);
            return document;
        });
    }

    private ObjectNode entry(Transaction tx, QuarantineEntry entry) throws SQLException {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("id", ids.of(tx, entry.key()))
                .put("file", entry.name())
                .put("row", entry.key().place())
                .put("mapping", entry.key().mapping())
                .put("state", entry.state().name().toLowerCase(Locale.ROOT))
                .put("at", entry.at().toString());
        ArrayNode codes = row.putArray("codes");
        entry.codes().forEach(codes::add);
        return row;
    }

    private ObjectNode show(QuarantineOrder order) {
        QuarantineEntry entry =
                node.database().read(tx -> ids.one(tx, order.ids().get(0), ANY));
        QuarantinedRow row = row(entry);
        if (order.inClear()) {
            // before anybody sees it: whoever cannot be written down is not answered
            node.database()
                    .change(tx ->
                            audit(tx, "quarantine.shown", said(order).put("row", QuarantineIds.full(entry.key()))));
        }
        ObjectNode document = node.database().read(tx -> entry(tx, entry));
        document.put("division", row.source().division());
        row.source().period().ifPresent(period -> document.put("period", period));
        document.set("errors", errors(row, order.inClear()));
        ArrayNode cells = document.putArray("cells");
        for (int i = 0; i < row.original().size(); i++) {
            String value = row.original().get(i);
            List<String> heads = row.source().heads();
            cells.addObject()
                    .put("head", i < heads.size() ? heads.get(i) : "")
                    .put("value", order.inClear() ? value : Masked.of(value));
        }
        return document;
    }

    private static ArrayNode errors(QuarantinedRow row, boolean inClear) {
        ArrayNode errors = row.errors().deepCopy();
        if (!inClear) {
            errors.forEach(error -> ((ObjectNode) error)
                    .put("value", Masked.of(error.path("value").asText())));
        }
        return errors;
    }

    private ObjectNode mend(QuarantineOrder order) {
        QuarantineEntry entry =
                node.database().read(tx -> ids.one(tx, order.ids().get(0), List.of(State.OPEN)));
        QuarantinedRow corrected = new Correction(order.cells()).of(row(entry));
        TryingAgain again = new TryingAgain(node, quarantine);
        ObjectNode report = again.one(corrected, order.cells().keySet());
        boolean good = report.path("good").asLong() == 1;
        ObjectNode said =
                said(order).put("row", QuarantineIds.full(entry.key())).put("good", good ? 1 : 0);
        ArrayNode heads = said.putArray("heads");
        order.cells().keySet().stream().sorted().forEach(heads::add);
        node.database().change(tx -> audit(tx, "quarantine.mended", said));
        authored.run();
        report.put("id", order.ids().get(0)).put("state", good ? "mended" : "open");
        report.set("errors", good ? JsonNodeFactory.instance.arrayNode() : errors(row(entry), false));
        return report;
    }

    private ObjectNode replay(QuarantineOrder order, Progress progress) {
        List<QuarantineEntry> entries = node.database().read(tx -> chosen(tx, order));
        ObjectNode report = new TryingAgain(node, quarantine).all(entries, done -> {
            authored.run();
            progress.rows(done);
        });
        ObjectNode said = said(order)
                .put("rows", entries.size())
                .put("good", report.path("good").asLong());
        order.query().code().ifPresent(code -> said.put("code", code));
        node.database().change(tx -> audit(tx, "quarantine.replayed", said));
        authored.run();
        return report;
    }

    /** Those that are named, or else those that the query finds. */
    private List<QuarantineEntry> chosen(Transaction tx, QuarantineOrder order) throws SQLException {
        if (order.ids().isEmpty()) {
            return quarantine.inOrder(tx, order.query());
        }
        List<QuarantineEntry> entries = new ArrayList<>();
        for (String id : order.ids()) {
            entries.add(ids.one(tx, id, List.of(State.OPEN)));
        }
        return entries.stream().distinct().toList();
    }

    private ObjectNode mark(QuarantineOrder order, List<State> from, State to, String event) {
        return node.database().write(tx -> {
            ObjectNode said = said(order).put("count", order.ids().size());
            ArrayNode rows = said.putArray("rows");
            for (String id : order.ids()) {
                QuarantineEntry entry = ids.one(tx, id, from);
                quarantine.mark(tx, entry.key(), to);
                if (rows.size() < NAMED) {
                    rows.add(QuarantineIds.full(entry.key()));
                }
            }
            audit(tx, event, said);
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("state", to.name().toLowerCase(Locale.ROOT))
                    .put("rows", order.ids().size());
        });
    }

    private ObjectNode export(QuarantineOrder order) {
        List<QuarantineEntry> entries = node.database().read(tx -> quarantine.inOrder(tx, order.query()));
        ObjectNode report = new QuarantineSpreadsheets(node, quarantine, Locale.forLanguageTag(order.language()))
                .write(
                        order.out().orElseThrow(),
                        entries,
                        said -> node.database()
                                .change(tx -> audit(
                                        tx, "quarantine.exported", said(order).put("rows", said))));
        return report.put("all", entries.size());
    }

    private QuarantinedRow row(QuarantineEntry entry) {
        Optional<QuarantinedRow> row = node.database().read(tx -> quarantine.find(tx, entry.key()));
        return row.orElseThrow(() -> new WrongUseException(
                QuarantineIds.full(entry.key()) + " was in quarantine, but was purged meanwhile"));
    }

    private static ObjectNode said(QuarantineOrder order) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("who", order.who());
        if (!order.reason().isBlank()) {
            detail.put("reason", order.reason());
        }
        return detail;
    }

    private void audit(Transaction tx, String event, ObjectNode detail) throws SQLException {
        new AuditTrail(node.self().suite().hash())
                .append(tx, new AuditEvent(node.self().now(), event, node.node(), detail));
    }
}

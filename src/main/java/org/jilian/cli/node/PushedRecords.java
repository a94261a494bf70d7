package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.console.RefusedRequestException;
import org.jilian.console.TakesRecords;
import org.jilian.exchange.Authored;
import org.jilian.intake.Given;
import org.jilian.intake.Intake;
import org.jilian.intake.JsonItems;
import org.jilian.intake.Reading;
import org.jilian.intake.RowSink;
import org.jilian.intake.TakenRow;
import org.jilian.record.Draft;
import org.jilian.record.MalformedException;
import org.jilian.rules.Reason;

/** What platforms push, on its way into the database: authored as a file's rows are, and refused rows in quarantine. */
final class PushedRecords implements TakesRecords {
    private static final int UNPROCESSABLE = 422;

    private final OpenNode node;
    private final Runnable authored;

    /** @param authored called after a commit, so that sealing need not wait */
    PushedRecords(OpenNode node, Runnable authored) {
        this.node = node;
        this.authored = authored;
    }

    /** The rows as they are read. */
    private static final class Rows implements RowSink {
        private final List<TakenRow> rows = new ArrayList<>();
        private List<String> heads = List.of();

        @Override
        public void accept(TakenRow row) {
            rows.add(row);
        }

        @Override
        public void heads(List<String> texts) {
            heads = texts;
        }

        <T> List<T> of(Class<T> type) {
            return rows.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    @Override
    public ObjectNode mapped(String name, JsonItems items, Sent sent) {
        Mappings mappings = Mappings.in(node.home().config(), node.directory().kinds());
        if (!mappings.names().contains(name)) {
            throw new RefusedRequestException(UNPROCESSABLE, noMapping(mappings.names()));
        }
        Mappings.Versioned mapping = mappings.named(name);
        Given given = new Given(sent.division().orElseGet(this::ownDivision), sent.period());
        Rows rows = read(items, mapping, given);
        ItemOutcomes outcomes = new ItemOutcomes(items.items().size(), sent.language());
        rows.of(TakenRow.Skipped.class).forEach(row -> {
            if (row.why() != TakenRow.Why.HEAD) {
                outcomes.skipped(items.itemOf(row.row()), row.why());
            }
        });
        List<TakenRow.Good> good = rows.of(TakenRow.Good.class);
        List<Draft> drafts = AuthoredRows.drafts(good);
        List<Authored> results = drafts.isEmpty() ? List.of() : node.exchange().author(drafts);
        int at = 0;
        for (TakenRow.Good row : good) {
            outcomes.row(
                    items.itemOf(row.row()),
                    results.subList(at, at + row.drafts().size()));
            at += row.drafts().size();
        }
        List<TakenRow.Bad> bad = new ArrayList<>(rows.of(TakenRow.Bad.class));
        bad.addAll(AuthoredRows.of(good, results).refused());
        bad.forEach(row -> outcomes.refused(items.itemOf(row.row()), row.errors()));
        new KeyedQuarantine(node, "api " + sent.who(), mapping.name(), given)
                .put(bad, keys(items, sent.key()), rows.heads);
        authored.run();
        return outcomes.document().put("mapping", mapping.name());
    }

    private Rows read(JsonItems items, Mappings.Versioned mapping, Given given) {
        Rows rows = new Rows();
        try {
            Reading reading = new Intake(node.clock()).read(items, mapping.mapping(), given, rows);
            if (reading instanceof Reading.FileRefused refused) {
                throw new RefusedRequestException(UNPROCESSABLE, refused.reason());
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("items in memory were not read", e);
        }
    }

    /** A row's key: its item's field of that name, or else the item as it is; and the row's place in the item. */
    private static List<String> keys(JsonItems items, Optional<String> field) {
        List<String> keys = new ArrayList<>();
        int before = -1;
        int place = 0;
        for (int row = 0; row < items.rows(); row++) {
            int item = items.itemOf(row + 2L);
            place = item == before ? place + 1 : 0;
            before = item;
            ObjectNode document = items.items().get(item);
            String key = field.map(name -> document.path(name).asText())
                    .filter(text -> !text.isBlank())
                    .orElseGet(document::toString);
            keys.add(key + "\n" + place);
        }
        return keys;
    }

    /** Unlike rows of a mapping they are refused in the answer alone: nobody but their sender could mend them. */
    @Override
    public ObjectNode drafts(String kind, JsonItems items, Sent sent) {
        LocalDate today = LocalDate.ofInstant(node.clock().instant(), LocalDesk.CHINA);
        String division = sent.division().orElseGet(this::ownDivision);
        ItemOutcomes outcomes = new ItemOutcomes(items.items().size(), sent.language());
        List<Draft> drafts = new ArrayList<>();
        List<Integer> ofDraft = new ArrayList<>();
        for (int i = 0; i < items.items().size(); i++) {
            ObjectNode item = items.items().get(i).deepCopy();
            try {
                if (!item.path("kind").asText(kind).equals(kind)) {
                    throw new MalformedException("kind of an item", kind + ", as the parameter says", "another");
                }
                item.put("kind", kind);
                if (!item.has("period")) {
                    sent.period().ifPresent(period -> item.put("period", period));
                }
                drafts.add(DraftForm.read(item, division, today));
                ofDraft.add(i);
            } catch (MalformedException e) {
                outcomes.refused(i, malformed(e));
            }
        }
        List<Authored> results = drafts.isEmpty() ? List.of() : node.exchange().author(drafts);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Authored.Refused no) {
                outcomes.refused(ofDraft.get(i), AuthoredRows.reason(no));
            } else {
                outcomes.row(ofDraft.get(i), results.subList(i, i + 1));
            }
        }
        authored.run();
        return outcomes.document().put("kind", kind);
    }

    private String ownDivision() {
        LocalDate today = LocalDate.ofInstant(node.clock().instant(), LocalDesk.CHINA);
        return node.directory()
                .node(node.node())
                .flatMap(self -> self.jurisdiction().codeOn(today))
                .orElse(node.node().value());
    }

    private static Reason malformed(MalformedException e) {
        return Reason.of(
                "record.malformed",
                "不是可登记的记录：" + e.getMessage(),
                "it is no record to be registered: " + e.getMessage(),
                "按说明更正后重发",
                "correct what is named and send it again");
    }

    private static Reason noMapping(List<String> names) {
        String all = String.join("、", names);
        return Reason.of(
                "mapping.unknown",
                "本节点没有此映射；现有：" + all,
                "this node has no such mapping; there are " + String.join(", ", names),
                "用其中之一，或请管理员放入新的映射",
                "give one of them, or ask the operator to lay another one in");
    }
}

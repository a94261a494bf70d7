package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jilian.exchange.Authored;
import org.jilian.intake.RowError;
import org.jilian.intake.TakenRow;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Reason;

/**
 * What became of each item of a request, in their order. An item with several records has the outcome that its sender must
 * know first: refused, partly refused, held elsewhere, first, next, merged, unchanged.
 */
final class ItemOutcomes {
    private static final List<String> FIRST_TO_KNOW = List.of("heldElsewhere", "first", "next", "merged", "unchanged");

    private final Locale language;
    private final List<Item> items = new ArrayList<>();

    private static final class Item {
        private final ArrayNode records = JsonNodeFactory.instance.arrayNode();
        private final ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        private String skipped = "";
    }

    ItemOutcomes(int count, Locale language) {
        this.language = language;
        for (int i = 0; i < count; i++) {
            items.add(new Item());
        }
    }

    /** What authoring made of a row's records; those that it refused are among its errors. */
    void row(int item, List<Authored> results) {
        results.stream()
                .filter(each -> !(each instanceof Authored.Refused))
                .forEach(each -> items.get(item).records.add(record(each)));
    }

    void refused(int item, List<RowError> errors) {
        errors.forEach(error -> error(item, error.column(), error.reason()));
    }

    void refused(int item, Reason reason) {
        error(item, "", reason);
    }

    private void error(int item, String column, Reason reason) {
        items.get(item)
                .errors
                .addObject()
                .put("column", column)
                .put("code", reason.code())
                .put("reason", reason.what().in(language))
                .put("remedy", reason.remedy().in(language));
    }

    void skipped(int item, TakenRow.Why why) {
        items.get(item).skipped = why.text().in(language);
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        TreeMap<String, Integer> counts = new TreeMap<>();
        ArrayNode all = document.putArray("items");
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String outcome = outcome(item);
            counts.merge(outcome, 1, Integer::sum);
            ObjectNode entry = all.addObject().put("item", i + 1).put("outcome", outcome);
            if (outcome.equals("skipped")) {
                entry.put("reason", item.skipped);
            }
            if (!item.records.isEmpty()) {
                entry.set("records", item.records);
            }
            if (!item.errors.isEmpty()) {
                entry.set("errors", item.errors);
            }
        }
        ObjectNode sums = document.putObject("counts");
        counts.forEach(sums::put);
        return document;
    }

    private static String outcome(Item item) {
        if (!item.errors.isEmpty()) {
            return item.records.isEmpty() ? "refused" : "partly";
        }
        List<String> outcomes = new ArrayList<>();
        item.records.forEach(record -> outcomes.add(record.path("outcome").asText()));
        if (outcomes.isEmpty() && !item.skipped.isEmpty()) {
            return "skipped";
        }
        // an item that gave no record of its own repeats one before it
        return FIRST_TO_KNOW.stream().filter(outcomes::contains).findFirst().orElse("unchanged");
    }

    private static ObjectNode record(Authored result) {
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("outcome", AuthoredRows.word(result));
        if (result instanceof Authored.First first) {
            return written(record, first.version());
        } else if (result instanceof Authored.Next next) {
            return written(record, next.version());
        } else if (result instanceof Authored.Unchanged unchanged) {
            return id(record, unchanged.id());
        } else if (result instanceof Authored.Merged merged) {
            return id(record, merged.id()).put("into", merged.into());
        } else if (result instanceof Authored.HeldElsewhere elsewhere) {
            return id(record, elsewhere.id()).put("holder", elsewhere.holder().value());
        }
        throw new IllegalArgumentException("what is refused has no id: " + result);
    }

    private static ObjectNode written(ObjectNode record, RecordVersion version) {
        return id(record, version.id()).put("version", version.version());
    }

    private static ObjectNode id(ObjectNode record, RecordId id) {
        return record.put("id", id.toString());
    }
}

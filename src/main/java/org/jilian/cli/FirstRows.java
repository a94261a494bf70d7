package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jilian.intake.RowError;
import org.jilian.intake.RowSink;
import org.jilian.intake.TakenRow;
import org.jilian.record.Draft;
import org.jilian.rules.Masked;

/** The first rows of a file, as they stood and as what they become, every value masked; and the codes of all errors. */
final class FirstRows implements RowSink {
    private final int most;
    private final ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    private final Map<String, Long> byCode = new TreeMap<>();
    private List<String> heads = List.of();

    FirstRows(int most) {
        this.most = most;
    }

    @Override
    public void heads(List<String> texts) {
        heads = texts;
    }

    @Override
    public void accept(TakenRow row) {
        if (row instanceof TakenRow.Bad bad) {
            bad.errors().forEach(error -> byCode.merge(error.reason().code(), 1L, Long::sum));
        }
        if (shown.size() == most || row instanceof TakenRow.Skipped) {
            return;
        }
        ObjectNode document = shown.addObject().put("row", row.row());
        if (row instanceof TakenRow.Good good) {
            before(document, good.original().get());
            ArrayNode after = document.putArray("after");
            good.drafts().forEach(draft -> after(after.addObject(), draft));
        } else if (row instanceof TakenRow.Bad bad) {
            before(document, bad.original());
            ArrayNode errors = document.putArray("errors");
            bad.errors().forEach(error -> error(errors.addObject(), error.masked()));
        }
    }

    private void before(ObjectNode row, List<String> cells) {
        ArrayNode before = row.putArray("before");
        for (int i = 0; i < cells.size(); i++) {
            before.addObject().put("head", i < heads.size() ? heads.get(i) : "").put("value", Masked.of(cells.get(i)));
        }
    }

    private static void after(ObjectNode record, Draft draft) {
        record.put("kind", draft.kind().value()).put("division", draft.division());
        draft.period().ifPresent(period -> record.put("period", period));
        ObjectNode content = record.putObject("content");
        draft.content().properties().forEach(field -> content.put(field.getKey(), masked(field.getValue())));
    }

    private static String masked(JsonNode value) {
        return Masked.of(value.isValueNode() ? value.asText() : value.toString());
    }

    private static void error(ObjectNode document, RowError error) {
        document.put("column", error.column())
                .put("value", error.value())
                .put("code", error.reason().code())
                .putObject("reason")
                .put("zh", error.reason().what().zh())
                .put("en", error.reason().what().en());
    }

    ArrayNode shown() {
        return shown;
    }

    /** How many errors there are of each code, in the whole file. */
    Map<String, Long> byCode() {
        return byCode;
    }
}

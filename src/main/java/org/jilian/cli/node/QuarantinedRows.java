package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jilian.intake.RowError;
import org.jilian.intake.TakenRow;
import org.jilian.rules.Reason;
import org.jilian.store.QuarantinedRow;

/** A refused row as quarantine keeps it, and back. */
final class QuarantinedRows {
    private QuarantinedRows() {}

    static ArrayNode errors(List<RowError> errors) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (RowError error : errors) {
            ObjectNode entry = all.addObject()
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
        return all;
    }

    static TakenRow.Bad bad(QuarantinedRow row) {
        return new TakenRow.Bad(row.key().place(), errors(row), row.original());
    }

    static List<RowError> errors(QuarantinedRow row) {
        List<RowError> errors = new ArrayList<>();
        for (JsonNode entry : row.errors()) {
            JsonNode reason = entry.path("reason");
            JsonNode remedy = entry.path("remedy");
            errors.add(new RowError(
                    row.key().place(),
                    entry.path("column").asText(),
                    entry.path("value").asText(),
                    Reason.of(
                            entry.path("code").asText(),
                            reason.path("zh").asText(),
                            reason.path("en").asText(),
                            remedy.path("zh").asText(),
                            remedy.path("en").asText())));
        }
        return errors;
    }
}

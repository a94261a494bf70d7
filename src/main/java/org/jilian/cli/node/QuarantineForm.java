package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.store.QuarantineQuery;
import org.jilian.store.QuarantinedRow;

/** An order about quarantined rows as it goes over the control socket; corrected cells are in its body, never in its address. */
final class QuarantineForm {
    private QuarantineForm() {}

    static ObjectNode write(QuarantineOrder order) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("what", order.what().name())
                .put("state", order.query().state().name())
                .put("limit", order.limit())
                .put("who", order.who())
                .put("reason", order.reason())
                .put("inClear", order.inClear())
                .put("language", order.language());
        ArrayNode ids = document.putArray("ids");
        order.ids().forEach(ids::add);
        ObjectNode cells = document.putObject("cells");
        order.cells().forEach(cells::put);
        order.query().code().ifPresent(code -> document.put("code", code));
        order.query().name().ifPresent(name -> document.put("name", name));
        order.out().ifPresent(out -> document.put("out", out.toAbsolutePath().toString()));
        return document;
    }

    static QuarantineOrder read(JsonNode document) {
        List<String> ids = new ArrayList<>();
        document.path("ids").forEach(id -> ids.add(id.asText()));
        Map<String, String> cells = new LinkedHashMap<>();
        document.path("cells")
                .properties()
                .forEach(cell -> cells.put(cell.getKey(), cell.getValue().asText()));
        return new QuarantineOrder(
                QuarantineOrder.What.valueOf(document.path("what").asText()),
                ids,
                new QuarantineQuery(
                        QuarantinedRow.State.valueOf(document.path("state").asText()),
                        text(document, "code"),
                        text(document, "name")),
                document.path("limit").asInt(),
                cells,
                document.path("who").asText(),
                document.path("reason").asText(),
                document.path("inClear").asBoolean(),
                text(document, "out").map(Path::of),
                document.path("language").asText("zh"));
    }

    private static Optional<String> text(JsonNode document, String field) {
        return Optional.ofNullable(document.get(field)).map(JsonNode::asText);
    }
}

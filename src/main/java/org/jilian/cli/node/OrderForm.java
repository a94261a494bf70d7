package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;

/** An order as it goes over the control socket. */
final class OrderForm {
    private OrderForm() {}

    static ObjectNode write(Order order) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("file", order.file().toAbsolutePath().toString())
                .put("again", order.again())
                .put("language", order.language());
        order.mapping().ifPresent(mapping -> document.put("mapping", mapping));
        order.period().ifPresent(period -> document.put("period", period));
        order.division().ifPresent(division -> document.put("division", division));
        return document;
    }

    static Order read(JsonNode document) {
        return new Order(
                Path.of(document.path("file").asText()),
                text(document, "mapping"),
                text(document, "period"),
                text(document, "division"),
                document.path("again").asBoolean(),
                document.path("language").asText("zh"));
    }

    private static Optional<String> text(JsonNode document, String field) {
        return document.has(field) ? Optional.of(document.path(field).asText()) : Optional.empty();
    }
}

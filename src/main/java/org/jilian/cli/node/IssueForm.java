package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jilian.certificate.IssueOrder;
import org.jilian.rules.Period;

/** An order of certificates as it goes over the control socket. */
final class IssueForm {
    private IssueForm() {}

    static ObjectNode write(IssueOrder order) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("period", order.period().value())
                .put("division", order.division())
                .put("metOnly", order.metOnly())
                .put("replace", order.replace())
                .put("dryRun", order.dryRun());
        order.delegation().ifPresent(number -> document.put("delegation", number));
        return document;
    }

    static IssueOrder read(JsonNode document) {
        return new IssueOrder(
                new Period(document.path("period").asText()),
                document.path("division").asText(),
                Optional.ofNullable(document.get("delegation")).map(JsonNode::asText),
                document.path("metOnly").asBoolean(),
                document.path("replace").asBoolean(),
                document.path("dryRun").asBoolean());
    }
}

package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jilian.archive.ArchiveOrder;
import org.jilian.record.Draft;
import org.jilian.record.Subject;
import org.jilian.rules.Period;

/** A look-up as it goes over the control socket, which is this machine's own: the number is in its body, never in its address. */
final class ArchiveForm {
    private ArchiveForm() {}

    static ObjectNode write(ArchiveOrder order) {
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("who", order.who()).put("reason", order.reason());
        order.subject().ifPresent(subject -> document.put("subject", subject.toString()));
        order.number()
                .ifPresent(number ->
                        document.put("documentType", number.documentType()).put("number", number.number()));
        order.period().ifPresent(period -> document.put("period", period.value()));
        return document;
    }

    static ArchiveOrder read(JsonNode document) {
        return new ArchiveOrder(
                Subject.parse(document.path("subject").asText()),
                Optional.ofNullable(document.get("number"))
                        .map(number -> new Draft.PersonNumber(
                                document.path("documentType").asText(), number.asText())),
                document.path("who").asText(),
                document.path("reason").asText(),
                Optional.ofNullable(document.get("period"))
                        .map(JsonNode::asText)
                        .map(Period::new));
    }
}

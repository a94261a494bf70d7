package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jilian.record.Draft;
import org.jilian.record.Draft.PersonNumber;

/** Makes the draft of one record out of the valid values of a row. */
final class Drafts {
    private Drafts() {}

    /** Empty if the row lacks the value without which it does not give this record. */
    static Optional<Draft> of(RecordTemplate template, Map<String, JsonNode> values) {
        if (template.when().isPresent() && !values.containsKey(template.when().get())) {
            return Optional.empty();
        }
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        template.content().forEach((field, column) -> {
            JsonNode value = values.get(column);
            if (value != null) {
                content.set(field, value);
            }
        });
        return Optional.of(new Draft(
                template.kind().name(),
                text(values, template.place().divisionColumn()).orElse(""),
                template.place().periodColumn().flatMap(column -> text(values, column)),
                template.whom()
                        .map(whom -> new PersonNumber(
                                text(values, whom.typeColumn()).orElse(""),
                                text(values, whom.numberColumn()).orElse(""))),
                content));
    }

    private static Optional<String> text(Map<String, JsonNode> values, String column) {
        return Optional.ofNullable(values.get(column)).map(JsonNode::asText);
    }
}

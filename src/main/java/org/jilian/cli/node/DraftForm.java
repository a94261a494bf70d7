package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.MalformedException;
import org.jilian.rules.DocumentNumber;

/**
 * A record to be authored, as somebody writes it: {@code kind}, {@code content}, and as the kind wants them {@code
 * division}, {@code period} and {@code subject} with {@code documentType} and {@code number}.
 */
final class DraftForm {
    private static final List<String> FIELDS = List.of("kind", "division", "period", "subject", "content");

    private DraftForm() {}

    /**
     * @param division where the document names none
     * @throws MalformedException naming the field, what it should be and what it is; a number is never repeated
     */
    static Draft read(JsonNode document, String division, LocalDate today) {
        document.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw new MalformedException("field '" + field + "' of a draft", "one of " + FIELDS, "unknown");
            }
        });
        if (!(document.get("content") instanceof ObjectNode content)) {
            throw new MalformedException("content of a draft", "an object", "missing");
        }
        return new Draft(
                new KindName(document.path("kind").asText()),
                document.path("division").asText(division),
                Optional.ofNullable(document.get("period")).map(JsonNode::asText),
                Optional.ofNullable(document.get("subject")).map(subject -> person(subject, today)),
                content.deepCopy());
    }

    private static Draft.PersonNumber person(JsonNode subject, LocalDate today) {
        return DocumentNumber.check(
                        subject.path("documentType").asText(DocumentNumber.IDENTITY_CARD),
                        subject.path("number").asText(),
                        today)
                .fold(
                        valid -> new Draft.PersonNumber(
                                valid.value().type(), valid.value().number()),
                        reason -> {
                            throw new MalformedException(
                                    "number of the subject",
                                    "valid",
                                    reason.what().zh() + " " + reason.what().en());
                        });
    }
}

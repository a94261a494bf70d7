package org.jilian.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jilian.record.Draft;
import org.jilian.rules.Checked;
import org.jilian.rules.DocumentNumber;
import org.jilian.rules.Period;
import org.jilian.rules.PersonName;
import org.jilian.rules.Reason;

/**
 * A question about a person, as it is sent.
 *
 * @param purpose why it is asked (核验事由); it stands in the audit trail, so it names nobody
 */
record VerificationForm(Verifies.Question question, String purpose) {
    private static final List<String> FIELDS = List.of("documentType", "documentNumber", "name", "period", "purpose");
    private static final int LONGEST_PURPOSE = 200;
    private static final Pattern NUMBER = Pattern.compile(".*[0-9]{8}.*");
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .readerFor(JsonNode.class);

    static final Reason PURPOSE = Reason.of(
            "purpose.missing",
            "应写明核验事由，2至200字，不含证件号码",
            "the purpose should be told in 2 to 200 characters, without the number of a document",
            "例如“2025年度高级职称评审”",
            "such as 'review of senior titles, 2025'");

    /** @throws RefusedRequestException with the field; never with its value */
    static VerificationForm read(byte[] body, LocalDate today) {
        ObjectNode form = form(body);
        form.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw new RefusedRequestException(400, unknownField());
            }
        });
        String purpose = text(form, "purpose").strip();
        if (purpose.length() < 2
                || purpose.length() > LONGEST_PURPOSE
                || NUMBER.matcher(purpose).matches()) {
            throw new RefusedRequestException(422, PURPOSE);
        }
        String type = form.path("documentType").asText(DocumentNumber.IDENTITY_CARD);
        DocumentNumber number = valid(DocumentNumber.check(type, text(form, "documentNumber"), today));
        Optional<String> name = Optional.ofNullable(form.get("name"))
                .map(given -> valid(PersonName.check(given.asText())).value());
        return new VerificationForm(
                new Verifies.Question(
                        new Draft.PersonNumber(number.type(), number.number()),
                        name,
                        valid(Period.check(text(form, "period")))),
                purpose);
    }

    private static ObjectNode form(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode form) {
                return form;
            }
        } catch (JsonProcessingException e) {
            throw new RefusedRequestException(
                    400, noObject(e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory were not read", e);
        }
        throw new RefusedRequestException(400, noObject(1));
    }

    private static String text(ObjectNode form, String field) {
        return form.path(field).asText("");
    }

    private static <T> T valid(Checked<T> checked) {
        return checked.fold(valid -> valid.value(), reason -> {
            throw new RefusedRequestException(422, reason);
        });
    }

    private static Reason unknownField() {
        return Reason.of(
                "field.unknown",
                "含有未知字段",
                "there is a field that is not known",
                "只能有：" + String.join("、", FIELDS),
                "there may be " + String.join(", ", FIELDS));
    }

    private static Reason noObject(int line) {
        return Reason.of(
                "content.no-object",
                "第" + line + "行：内容不是一个JSON对象",
                "line " + line + ": the content is no JSON object",
                "发送一个JSON对象，字段：" + String.join("、", FIELDS),
                "send one JSON object with " + String.join(", ", FIELDS));
    }
}

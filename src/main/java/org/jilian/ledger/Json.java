package org.jilian.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.record.CanonicalJson;
import org.jilian.record.MalformedException;
import org.jilian.record.WholeSeconds;

/** Reads signed documents strictly: canonical bytes, exactly the fields of the format, each of its type. */
final class Json {
    private final String subject;
    private final ObjectNode document;

    private Json(String subject, ObjectNode document) {
        this.subject = subject;
        this.document = document;
    }

    static Json canonical(String subject, byte[] bytes, Set<String> required, Set<String> optional) {
        if (!(CanonicalJson.read(bytes) instanceof ObjectNode document)) {
            throw new MalformedException(subject, "a JSON object", "another JSON value");
        }
        return of(subject, document, required, optional);
    }

    static Json of(String subject, JsonNode node, Set<String> required, Set<String> optional) {
        if (!(node instanceof ObjectNode document)) {
            throw new MalformedException(subject, "a JSON object", node.toString());
        }
        Set<String> names = new TreeSet<>();
        document.fieldNames().forEachRemaining(names::add);
        Set<String> missing = new TreeSet<>(required);
        missing.removeAll(names);
        names.removeAll(required);
        names.removeAll(optional);
        if (!missing.isEmpty() || !names.isEmpty()) {
            throw new MalformedException(
                    subject, "with exactly its fields", "missing " + missing + ", unknown " + names);
        }
        return new Json(subject, document);
    }

    boolean has(String field) {
        return document.has(field);
    }

    JsonNode node(String field) {
        return document.path(field);
    }

    String text(String field) {
        JsonNode value = document.path(field);
        if (!value.isTextual()) {
            throw new MalformedException("field '" + field + "' of " + subject, "a text", value.toString());
        }
        return value.textValue();
    }

    long number(String field, long least) {
        JsonNode value = document.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least) {
            throw new MalformedException(
                    "field '" + field + "' of " + subject, "an integer from " + least, value.toString());
        }
        return value.longValue();
    }

    int smallNumber(String field, int least) {
        long value = number(field, least);
        if (value > Integer.MAX_VALUE) {
            throw new MalformedException("field '" + field + "' of " + subject, "at most 2^31-1", value + "");
        }
        return (int) value;
    }

    Instant instant(String field) {
        String text = text(field);
        if (text.length() == WholeSeconds.LENGTH) {
            return WholeSeconds.parse(text);
        }
        try {
            Instant instant = Instant.parse(text);
            if (instant.toString().equals(text)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw new MalformedException("field '" + field + "' of " + subject, "an instant in UTC", text);
        }
        throw new MalformedException("field '" + field + "' of " + subject, "an instant in its shortest form", text);
    }
}

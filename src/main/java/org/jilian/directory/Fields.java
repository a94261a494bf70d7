package org.jilian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jilian.crypto.Certificates;
import org.jilian.record.MalformedException;

/**
 * The fields of one JSON object, read strictly: each is asked for by name and type, and {@link #end} refuses whatever
 * was not asked for, so that a directory says nothing that this software overlooks.
 */
final class Fields {
    private final String subject;
    private final JsonNode object;
    private final Set<String> known = new HashSet<>();

    Fields(String subject, JsonNode object) {
        this.subject = subject;
        this.object = object;
        if (!object.isObject()) {
            throw malformed("content", "an object", object.toString());
        }
    }

    /** Values of these forms in canonical JSON are all texts: ids, instants, dates, digests, base64. */
    <T> T value(String field, Function<String, T> form) {
        return optional(field, form).orElseThrow(() -> malformed(field, "given", "absent"));
    }

    <T> Optional<T> optional(String field, Function<String, T> form) {
        known.add(field);
        JsonNode node = object.get(field);
        return node == null ? Optional.empty() : Optional.of(form.apply(text(field, node)));
    }

    String text(String field) {
        return value(field, Function.identity());
    }

    /** @throws MalformedException if the field is no integer in this range */
    long integer(String field, long least, long most) {
        known.add(field);
        JsonNode node = object.path(field);
        if (!node.canConvertToLong()
                || !node.isIntegralNumber()
                || node.longValue() < least
                || node.longValue() > most) {
            throw malformed(field, "an integer from " + least + " to " + most, node.toString());
        }
        return node.longValue();
    }

    /** Empty if the field is absent; an array that holds the same text twice, or is unsorted, has a second form. */
    <T> List<T> values(String field, Function<String, T> form) {
        List<T> values = new ArrayList<>();
        array(field).forEach(node -> values.add(form.apply(text(field, node))));
        return List.copyOf(values);
    }

    <T> List<T> objects(String field, Function<Fields, T> form) {
        List<T> values = new ArrayList<>();
        array(field).forEach(node -> {
            Fields fields = new Fields(subject + ", " + field, node);
            values.add(form.apply(fields));
            fields.end();
        });
        return List.copyOf(values);
    }

    <T> T object(String field, Function<Fields, T> form) {
        return optionalObject(field, form).orElseThrow(() -> malformed(field, "an object", "absent"));
    }

    <T> Optional<T> optionalObject(String field, Function<Fields, T> form) {
        known.add(field);
        JsonNode node = object.get(field);
        if (node == null) {
            return Optional.empty();
        }
        Fields fields = new Fields(subject + ", " + field, node);
        T value = form.apply(fields);
        fields.end();
        return Optional.of(value);
    }

    void end() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw malformed(name, "absent (this software does not know it: is a newer one out?)", "given");
            }
        });
    }

    MalformedException malformed(String field, String expected, String actual) {
        return new MalformedException("field '" + field + "' of " + subject, expected, actual);
    }

    private JsonNode array(String field) {
        known.add(field);
        JsonNode node = object.path(field);
        if (!node.isArray() && !node.isMissingNode()) {
            throw malformed(field, "an array", node.toString());
        }
        return node;
    }

    private String text(String field, JsonNode node) {
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw malformed(field, "a text", node.toString());
        }
        return node.textValue();
    }

    /** Whole seconds, UTC, in the one form that {@link Instant#toString} gives. */
    static Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            if (instant.getNano() == 0 && instant.toString().equals(text)) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            throw new MalformedException("instant", "like 2026-01-31T08:00:00Z", text);
        }
        throw new MalformedException("instant", "in whole seconds, like 2026-01-31T08:00:00Z", text);
    }

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedException("date", "like 2026-01-31", text);
        }
    }

    static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read must be writable", e);
        }
    }

    static X509Certificate certificate(String base64) {
        try {
            return Certificates.read(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("certificate", "DER in base64", base64);
        }
    }
}

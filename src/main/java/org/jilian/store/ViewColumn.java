package org.jilian.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A content field as a column that people read: {@code titleName} is {@code title_name}, a field named like one of the
 * record's own is {@code content_<name>}. Values that are not what the schema promises read as NULL instead of spoiling
 * the whole view; the record itself keeps them.
 *
 * @param name fit to stand between double quotes
 * @param field fit to stand between single quotes
 */
record ViewColumn(String name, String field, Type type) {
    /** What the column holds. */
    enum Type {
        TEXT,
        INTEGER,
        /**
         * A decimal string. Exact on PostgreSQL; SQLite has no exact decimals, and as text they would compare wrongly, so
         * there this is a number to look at, and the record the value to count by.
         */
        DECIMAL,
        BOOLEAN
    }

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    /** PostgreSQL cuts longer names off, in silence. */
    private static final int MAX_BYTES = 63;

    private static final Set<String> OWN =
            Set.of("id", "version", "status", "author", "holder", "division", "period", "subject", "at");

    /** Empty if the name could not be a column's. */
    static Optional<ViewColumn> of(String field, JsonNode schema) {
        String name = field.replaceAll("([\\p{Ll}\\p{N}])(\\p{Lu})", "$1_$2").toLowerCase(Locale.ROOT);
        String free = OWN.contains(name) ? "content_" + name : name;
        boolean fit = WORD.matcher(field).matches() && free.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
        return fit ? Optional.of(new ViewColumn(free, field, type(schema))) : Optional.empty();
    }

    String select(Dialect dialect) {
        String value = " -> 'content' ->> '" + field + "'";
        return (dialect == Dialect.SQLITE ? sqlite("body" + value) : postgres("(body::json" + value + ")")) + " AS \""
                + name + "\"";
    }

    private String sqlite(String value) {
        return switch (type) {
            case TEXT, INTEGER, BOOLEAN -> value;
            case DECIMAL ->
                "CASE WHEN (" + value + ") GLOB '[0-9]*' OR (" + value + ") GLOB '-[0-9]*' THEN CAST(" + value
                        + " AS NUMERIC) END";
        };
    }

    private String postgres(String value) {
        return switch (type) {
            case TEXT -> value;
            case INTEGER -> "CASE WHEN " + value + " ~ '^-?[0-9]{1,18}$' THEN " + value + "::bigint END";
            case DECIMAL -> "CASE WHEN " + value + " ~ '^-?[0-9]+([.][0-9]+)?$' THEN " + value + "::numeric END";
            case BOOLEAN -> "CASE " + value + " WHEN 'true' THEN true WHEN 'false' THEN false END";
        };
    }

    private static Type type(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "integer" -> Type.INTEGER;
            case "boolean" -> Type.BOOLEAN;
            case "string" -> isDecimal(schema) ? Type.DECIMAL : Type.TEXT;
            default -> Type.TEXT;
        };
    }

    /** Schemas have no word for decimal strings: a pattern that admits numbers with and without a point, and no words. */
    private static boolean isDecimal(JsonNode schema) {
        if (schema.path("format").asText().equals("decimal")) {
            return true;
        }
        try {
            Pattern pattern = Pattern.compile(schema.path("pattern").asText("x"));
            return pattern.matcher("1").find()
                    && pattern.matcher("1.5").find()
                    && !pattern.matcher("x").find()
                    && !pattern.matcher("1-5").find();
        } catch (PatternSyntaxException e) {
            return false; // valid in JSON Schema's dialect but not in Java's: a text is never wrong
        }
    }
}

package org.jilian.statistics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Some simple fields of a record's content, as texts. Read here and not by the database: of a million records, PostgreSQL
 * took twenty seconds to read ten fields each, and this takes two.
 */
final class Content {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONTENT = "content";

    private final Map<String, String> fields = new HashMap<>();

    private Content() {}

    /** @param body canonical JSON of a record */
    static Content of(byte[] body, Set<String> wanted) {
        Content content = new Content();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(CONTENT);
                parser.nextToken();
                if (found) {
                    content.read(parser, wanted);
                    break;
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a record in the database is no JSON: run check", e);
        }
        return content;
    }

    private void read(JsonParser parser, Set<String> wanted) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL && wanted.contains(name)) {
                fields.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field));
    }
}

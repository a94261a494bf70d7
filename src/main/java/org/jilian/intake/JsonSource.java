package org.jilian.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.intake.Table.RefusedException;

/**
 * JSON as platforms export it, one record at a time in memory: a list of records; records one after the other, a line each
 * (NDJSON); or an answer that holds the list somewhere inside, {@code {"code": 0, "data": {"list": [...]}}}.
 *
 * @param list path of names to the list, if the records are in an answer
 */
record JsonSource(Text text, Charset encoding, Optional<List<String>> list) implements RecordsTable.Source {
    /** A text that can be read from its beginning as often as asked. */
    interface Text {
        Reader open() throws IOException;
    }

    private static final int DEEPEST_LIST = 4;
    private static final ObjectReader RECORD = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(1 << 20)
                            .maxNumberLength(400)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    static JsonSource open(Path file) throws IOException {
        CsvEncoding encoding = CsvEncoding.of(file);
        return open(() -> encoding.open(file), encoding.charset());
    }

    static JsonSource open(Text text, Charset encoding) throws IOException {
        JsonSource whole = new JsonSource(text, encoding, Optional.empty());
        List<List<String>> lists = new ArrayList<>();
        boolean[] several = {false};
        whole.parse(parser -> {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                whole.lists(parser, List.of(), lists);
                several[0] = parser.nextToken() != null;
            }
        });
        if (several[0] || lists.isEmpty()) {
            return whole;
        }
        if (lists.size() > 1) {
            throw new RefusedException(
                    FileReasons.twoLists(String.join("/", lists.get(0)) + ", " + String.join("/", lists.get(1))));
        }
        return new JsonSource(text, encoding, Optional.of(lists.get(0)));
    }

    private interface Work {
        void on(JsonParser parser) throws IOException;
    }

    private void parse(Work work) throws IOException {
        try (Reader reader = text.open();
                JsonParser parser = RECORD.createParser(reader)) {
            work.on(parser);
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    FileReasons.json(
                            e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
                    e);
        }
    }

    /** The lists of records that stand in the object begun, by their paths. */
    private void lists(JsonParser parser, List<String> path, List<List<String>> found) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            List<String> inner = new ArrayList<>(path);
            inner.add(parser.currentName());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && inner.size() < DEEPEST_LIST) {
                lists(parser, inner, found);
            } else if (value == JsonToken.START_ARRAY) {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    found.add(inner);
                }
                skipToEndOfArray(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void skipToEndOfArray(JsonParser parser) throws IOException {
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            if (parser.nextToken() == null) {
                return;
            }
        }
    }

    @Override
    public void each(RecordsTable.Reader reader) throws IOException {
        parse(parser -> {
            JsonToken token = parser.nextToken();
            if (list.isPresent()) {
                goTo(parser, list.get());
                token = JsonToken.START_ARRAY;
            }
            if (token == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (!reader.accept(record(parser))) {
                        return;
                    }
                }
                if (list.isEmpty() && parser.nextToken() != null) {
                    throw new RefusedException(FileReasons.SHAPE);
                }
                return;
            }
            while (token != null) {
                if (!reader.accept(record(parser))) {
                    return;
                }
                token = parser.nextToken();
            }
        });
    }

    private static void goTo(JsonParser parser, List<String> path) throws IOException {
        int depth = 0;
        while (depth < path.size()) {
            if (parser.nextToken() != JsonToken.FIELD_NAME) {
                throw new RefusedException(FileReasons.SHAPE);
            }
            boolean on = parser.currentName().equals(path.get(depth));
            parser.nextToken();
            if (on) {
                depth++;
            } else {
                parser.skipChildren();
            }
        }
    }

    private static ObjectNode record(JsonParser parser) throws IOException {
        JsonNode node;
        try {
            node = RECORD.readValue(parser);
        } catch (NumberFormatException e) {
            // Jackson's answer to an exponent that no number has, 1e99999999999
            throw new RefusedException(FileReasons.json(parser.currentLocation().getLineNr()), e);
        }
        if (node instanceof ObjectNode record) {
            return record;
        }
        throw new RefusedException(FileReasons.SHAPE);
    }

    @Override
    public String form() {
        return "json";
    }

    @Override
    public Optional<Charset> charset() {
        return Optional.of(encoding);
    }
}

package org.jilian.intake.pull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an answer in JSON holds its items. Broken JSON is half an answer and asked for again; JSON without a list is not what
 * was asked for.
 *
 * @param at the list; empty to look for the only list of objects
 * @param ok what a good answer says of itself
 */
public record Items(Optional<JsonPointer> at, Optional<Ok> ok) {
    private static final int DEEPEST_LIST = 4;
    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(1 << 20)
                            .maxNumberLength(400)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** Many platforms answer 200 to everything and say in the body whether it worked. */
    public record Ok(JsonPointer at, String is) {}

    /** @throws IOException if it is broken */
    static JsonNode parse(byte[] body) throws IOException {
        try {
            return JSON.readValue(text(body));
        } catch (JsonProcessingException e) {
            // without the cause's message: it quotes the answer
            throw new IOException("the answer should be JSON to its end, but is broken from line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + " on");
        }
    }

    /** As a file's text: UTF-8, or GB 18030 if it cannot be UTF-8. */
    private static String text(byte[] body) throws IOException {
        int mark =
                body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF ? 3 : 0;
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            try {
                return charset.newDecoder()
                        .decode(ByteBuffer.wrap(body, mark, body.length - mark))
                        .toString();
            } catch (CharacterCodingException e) {
                // the decoder says by exception what is here an expected answer: it is the other one
            }
        }
        throw new IOException("the answer should be UTF-8 or GB 18030, but is neither; it may have been cut");
    }

    List<ObjectNode> of(JsonNode answer) throws AnswerException {
        if (ok.isPresent() && !answer.at(ok.get().at()).asText().equals(ok.get().is())) {
            throw new AnswerException("the answer should say '" + ok.get().is() + "' at "
                    + ok.get().at()
                    + ", but does not: the platform refuses in words of its own; ask it once by hand and read them");
        }
        JsonNode list = at.isPresent() ? answer.at(at.get()) : guessed(answer);
        if (list.isNull() && ok.isPresent()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw new AnswerException(
                    "the answer should hold a list"
                            + at.map(place -> " at " + place).orElse("")
                            + ", but does not; say with 'items' where it is, and with 'ok' how the platform says that it worked");
        }
        List<ObjectNode> items = new ArrayList<>(list.size());
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode item)) {
                throw new AnswerException("the list should hold objects, but holds something else; see 'items'");
            }
            items.add(item);
        }
        return items;
    }

    private static JsonNode guessed(JsonNode answer) throws AnswerException {
        if (answer.isArray()) {
            return answer;
        }
        List<JsonNode> filled = new ArrayList<>();
        List<JsonNode> empty = new ArrayList<>();
        List<String> where = new ArrayList<>();
        look(answer, "", 1, filled, empty, where);
        if (filled.size() > 1) {
            throw new AnswerException(
                    "the answer should hold one list, but holds several; say with 'items' which: " + where);
        }
        if (filled.size() == 1) {
            return filled.get(0);
        }
        return empty.isEmpty() ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : empty.get(0);
    }

    private static void look(
            JsonNode in, String path, int depth, List<JsonNode> filled, List<JsonNode> empty, List<String> where) {
        in.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (value.isObject() && depth < DEEPEST_LIST) {
                look(value, path + "/" + field.getKey(), depth + 1, filled, empty, where);
            } else if (value.isArray() && value.isEmpty()) {
                empty.add(value);
            } else if (value.isArray() && value.get(0).isObject()) {
                filled.add(value);
                where.add(path + "/" + field.getKey());
            }
        });
    }
}

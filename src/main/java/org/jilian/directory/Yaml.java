package org.jilian.directory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jilian.record.CanonicalJson;
import org.jilian.record.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * One value of a YAML file that a person wrote, with its place. Scalars are kept as they are written, since YAML would
 * make a number of a division code and lose its zeros.
 */
final class Yaml {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final int line;
    private final String name;
    private @Nullable String text;
    private final Map<String, Yaml> fields = new LinkedHashMap<>();
    private final List<Yaml> items = new ArrayList<>();

    private Yaml(Path file, int line, String name) {
        this.file = file;
        this.line = line;
        this.name = name;
    }

    /** @throws MisconfiguredException naming file and line, if it is no YAML, or says something twice */
    static Yaml read(Path file) {
        try (JsonParser parser = FACTORY.createParser(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MisconfiguredException(file, 1, "should be fields with their values, but is something else");
            }
            Yaml document = value(file, "document", parser);
            if (parser.nextToken() != null) {
                throw new MisconfiguredException(
                        file, parser.currentTokenLocation().getLineNr(), "should be one document, but is several");
            }
            return document;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MisconfiguredException(file, line, "is no YAML: " + e.getOriginalMessage());
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new MisconfiguredException(file, 1, "should be in UTF-8, but is not");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static Yaml value(Path file, String name, JsonParser parser) throws IOException {
        Yaml value = new Yaml(file, parser.currentTokenLocation().getLineNr(), name);
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String field = parser.currentName();
                    parser.nextToken();
                    value.fields.put(field, value(file, field, parser));
                }
            }
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value.items.add(value(file, name, parser));
                }
            }
            case VALUE_NULL -> value.text = "";
            default -> value.text = parser.getText();
        }
        return value;
    }

    /** Refuses every field but these, with the line of the one that is not among them. */
    Yaml only(String... known) {
        return only(List.of(known));
    }

    Yaml only(List<String> known) {
        fields.forEach((field, value) -> {
            if (!known.contains(field)) {
                throw value.wrong("should be one of " + known.stream().sorted().toList() + ", but is unknown");
            }
        });
        return this;
    }

    Yaml required(String field) {
        return optional(field)
                .orElseThrow(
                        () -> new MisconfiguredException(file, line, "'" + field + "' should be given, but is not"));
    }

    Optional<Yaml> optional(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** Empty if the field is absent. */
    List<Yaml> items(String field) {
        Yaml value = fields.get(field);
        if (value == null) {
            return List.of();
        }
        if (value.text != null && !value.text.isEmpty() || !value.fields.isEmpty()) {
            throw value.wrong("should be a list, but is not");
        }
        return value.items;
    }

    <T> T as(Function<String, T> form) {
        if (text == null || text.isBlank()) {
            throw wrong("should be a value, but is " + (text == null ? "a structure" : "empty"));
        }
        return checked(() -> form.apply(text));
    }

    /** What makes a value of this part of the file; if that is malformed, the message names the place. */
    <T> T checked(java.util.function.Supplier<T> making) {
        try {
            return making.get();
        } catch (MalformedException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    static int integer(String text) {
        return Math.toIntExact(number(text, Integer.MAX_VALUE));
    }

    static long number(String text) {
        return number(text, CanonicalJson.MAX_INTEGER);
    }

    private static long number(String text, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new MalformedException("number", "a whole number in digits", text);
        }
        throw new MalformedException("number", "from 0 to " + most, text);
    }

    private MisconfiguredException wrong(String message) {
        return new MisconfiguredException(file, line, "'" + name + "': " + message);
    }
}

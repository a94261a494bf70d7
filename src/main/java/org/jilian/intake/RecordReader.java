package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.intake.RecordTemplate.Place;
import org.jilian.intake.RecordTemplate.Repeats;
import org.jilian.intake.RecordTemplate.Whom;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.MalformedException;
import org.jspecify.annotations.Nullable;

/** Reads one record of a mapping and holds it against its kind: every field exists, every required one is filled. */
final class RecordReader {
    private static final Set<String> KEYS =
            Set.of("kind", "subject", "division", "period", "content", "when", "repeats", "agree");

    private final Map<KindName, Kind> kinds;
    private final Map<String, Column> columns;

    RecordReader(Map<KindName, Kind> kinds, Map<String, Column> columns) {
        this.kinds = kinds;
        this.columns = columns;
    }

    RecordTemplate read(YamlPlace place) {
        Map<String, YamlPlace> fields = place.fields(KEYS);
        Kind kind = kind(YamlPlace.required(place, fields, "kind"));
        YamlPlace division = YamlPlace.required(place, fields, "division");
        Optional<String> period = optional(fields.get("period"));
        Map<String, String> content = content(YamlPlace.required(place, fields, "content"), kind);
        RecordTemplate template = new RecordTemplate(
                kind,
                whom(fields.get("subject")),
                new Place(requiredColumn(division), period),
                content,
                optional(fields.get("when")),
                repeats(fields, content));
        checkFilled(place, template);
        return template;
    }

    private Kind kind(YamlPlace place) {
        try {
            Kind kind = kinds.get(new KindName(place.text()));
            if (kind != null) {
                return kind;
            }
        } catch (MalformedException e) {
            throw place.mistake("the name of a kind (" + e.getMessage() + ")", place.text());
        }
        throw place.mistake("one of the kinds " + new TreeSet<>(kinds.keySet()), place.text());
    }

    private Optional<Whom> whom(@Nullable YamlPlace place) {
        if (place == null) {
            return Optional.empty();
        }
        Map<String, YamlPlace> fields = place.fields(Set.of("type", "number"));
        return Optional.of(new Whom(
                requiredColumn(YamlPlace.required(place, fields, "type")),
                requiredColumn(YamlPlace.required(place, fields, "number"))));
    }

    /** Each item is {@code field}, filled from the column of that name, or {@code field: column}. */
    private Map<String, String> content(YamlPlace place, Kind kind) {
        JsonNode properties = kind.schema().path("properties");
        Map<String, String> content = new LinkedHashMap<>();
        for (YamlPlace item : place.items()) {
            boolean pair = item.node() instanceof org.yaml.snakeyaml.nodes.MappingNode;
            Map<String, YamlPlace> entries = pair ? item.fields() : Map.of(item.text(), item);
            entries.forEach((field, column) -> {
                if (!properties.has(field) && !kind.protectedFields().contains(field)) {
                    Set<String> known = new TreeSet<>(kind.protectedFields());
                    properties.fieldNames().forEachRemaining(known::add);
                    throw item.mistake("a field of kind " + kind.name() + " " + known, field);
                }
                content.put(field, column(column));
            });
        }
        return content;
    }

    private Repeats repeats(Map<String, YamlPlace> fields, Map<String, String> content) {
        YamlPlace word = fields.get("repeats");
        YamlPlace agree = fields.get("agree");
        String rule = word == null ? "refused" : word.text();
        if (word != null && !rule.equals("refused") && !rule.equals("first-kept")) {
            throw word.mistake("refused or first-kept", rule);
        }
        boolean firstKept = rule.equals("first-kept");
        if (agree != null && !firstKept) {
            throw agree.mistake("only beside 'repeats: first-kept'", "beside another");
        }
        List<YamlPlace> items = agree == null ? List.of() : agree.items();
        for (YamlPlace item : items) {
            if (!content.containsKey(item.text())) {
                throw item.mistake("one of the record's fields " + content.keySet(), item.text());
            }
        }
        return new Repeats(firstKept, items.stream().map(YamlPlace::text).toList());
    }

    /** What the natural key or the schema needs must be there in every row, or refuse the row at its own column. */
    private void checkFilled(YamlPlace place, RecordTemplate template) {
        for (JsonNode required : template.kind().schema().path("required")) {
            String column = template.content().get(required.asText());
            if (column == null) {
                throw place.mistake("a record with the required field '" + required.asText() + "'", "one without");
            }
            if (!isAlwaysFilled(column) && !template.when().equals(Optional.of(column))) {
                throw place.mistake("filled from required columns in '" + required.asText() + "'", column);
            }
        }
        for (String path : template.kind().naturalKey()) {
            boolean given =
                    switch (path) {
                        case "subject" -> template.whom().isPresent();
                        case "period" -> template.place().periodColumn().isPresent();
                        case "division" -> true;
                        default -> template.content().containsKey(path.substring("content.".length()));
                    };
            if (!given) {
                throw place.mistake("a record with '" + path + "', which is part of its natural key", "one without");
            }
        }
    }

    private Optional<String> optional(@Nullable YamlPlace place) {
        return Optional.ofNullable(place).map(this::column);
    }

    private String requiredColumn(YamlPlace place) {
        String column = column(place);
        if (!isAlwaysFilled(column)) {
            throw place.mistake("a column that is required, or has a default, constant or given value", column);
        }
        return column;
    }

    private boolean isAlwaysFilled(String name) {
        Column column = columns.get(name);
        return column != null
                && (column.required()
                        || column.otherwise() instanceof Column.Otherwise.Constant
                        || column.otherwise() instanceof Column.Otherwise.FromImport);
    }

    private String column(YamlPlace place) {
        if (!columns.containsKey(place.text())) {
            throw place.mistake("one of the columns " + columns.keySet(), place.text());
        }
        return place.text();
    }
}

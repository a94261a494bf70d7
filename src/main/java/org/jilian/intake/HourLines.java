package org.jilian.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordVersion;
import org.jilian.rules.hours.HourLine;

/**
 * Lines to try a policy on, with the fields of an hour record: a JSON array of objects, an object a line, or a CSV file
 * whose head names the fields. What is wrong with a value is for the judgement to say; a field that no hour record has is a
 * mistake here, as it would be silently without effect.
 */
public final class HourLines {
    private static final List<String> FIELDS = List.of(
            "record",
            "period",
            "status",
            "category",
            "course",
            "courseCode",
            "form",
            "startDate",
            "endDate",
            "hours",
            "unit",
            "institution",
            "institutionName",
            "result");
    private static final ObjectMapper JSON = new ObjectMapper();

    private HourLines() {}

    /**
     * @param period of lines that name none
     * @throws MalformedException naming file, line, what is expected and what is there
     */
    public static List<HourLine> read(Path file, String period) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        List<ObjectNode> rows = name.endsWith(".csv") ? columns(file) : objects(file);
        List<HourLine> lines = new ArrayList<>();
        for (ObjectNode row : rows) {
            lines.add(HourLine.of(
                    row.path("record").asText("line " + (lines.size() + 1)),
                    1,
                    row.path("status").asText(RecordVersion.ACTIVE),
                    row.path("period").asText(period),
                    row));
        }
        if (lines.isEmpty()) {
            throw new MalformedException(file.toString(), "at least one line with hours", "none");
        }
        return lines;
    }

    private static List<ObjectNode> objects(Path file) throws IOException {
        List<ObjectNode> rows = new ArrayList<>();
        try (MappingIterator<JsonNode> all = JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (all.hasNextValue()) {
                JsonNode each = all.nextValue();
                String place = file + " object " + (rows.size() + 1);
                if (!(each instanceof ObjectNode row)) {
                    throw new MalformedException(place, "an object with the fields " + FIELDS, each.toString());
                }
                row.fieldNames().forEachRemaining(field -> known(place, field));
                rows.add(row);
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MalformedException(
                    file + " line " + line, "JSON, or a file named .csv", String.valueOf(e.getOriginalMessage()));
        }
        return rows;
    }

    private static List<ObjectNode> columns(Path file) throws IOException {
        List<String> head = new ArrayList<>();
        List<ObjectNode> rows = new ArrayList<>();
        try {
            CsvTable.open(file).visit(raw -> {
                if (raw.isBlank()) {
                    return true;
                }
                if (head.isEmpty()) {
                    raw.shown().forEach(cell -> head.add(known(file + " line " + raw.number(), cell.strip())));
                } else {
                    rows.add(row(head, raw.shown()));
                }
                return true;
            });
        } catch (Table.RefusedException e) {
            throw new MalformedException(
                    file.toString(),
                    "a CSV file",
                    e.reason().what().zh() + " " + e.reason().what().en());
        }
        return rows;
    }

    /** An empty cell says nothing. */
    private static ObjectNode row(List<String> head, List<String> cells) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < head.size() && i < cells.size(); i++) {
            String cell = cells.get(i).strip();
            if (!cell.isEmpty()) {
                row.put(head.get(i), cell);
            }
        }
        return row;
    }

    private static String known(String place, String field) {
        if (!FIELDS.contains(field)) {
            throw new MalformedException(place, "fields of " + FIELDS, "'" + field + "'");
        }
        return field;
    }
}

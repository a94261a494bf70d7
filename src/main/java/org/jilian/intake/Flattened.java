package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jilian.intake.Table.RefusedException;

/**
 * A nested record as rows of named cells. The name is the path, {@code unit/name}, of which the last part alone is also
 * known as a head. A list of records makes a row of each of them, with what stands around it; a list of values is one cell.
 */
final class Flattened {
    /** Rows that one record may make. */
    private static final int ROWS = 100_000;

    /** Cells of all those rows, since each repeats what stands around the list. */
    private static final long CELLS = 500_000;

    private Flattened() {}

    /** @throws RefusedException if it holds two lists of records, of which no row could be made */
    static List<Map<String, Cell>> rows(ObjectNode record) {
        List<Map<String, Cell>> rows = new ArrayList<>();
        rows.add(new LinkedHashMap<>());
        add("", record, rows);
        return rows;
    }

    private static void add(String prefix, ObjectNode record, List<Map<String, Cell>> rows) {
        record.fields().forEachRemaining(field -> {
            String path = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode inner) {
                add(path + "/", inner, rows);
            } else if (value.isArray() && holdsRecords(value)) {
                multiply(path + "/", value, rows);
            } else {
                Cell cell = cell(value);
                rows.forEach(row -> put(row, path, cell));
                refuseBeyondMeasure(rows);
            }
        });
    }

    private static boolean holdsRecords(JsonNode array) {
        return !array.isEmpty() && array.get(0).isObject();
    }

    private static void multiply(String prefix, JsonNode list, List<Map<String, Cell>> rows) {
        if (rows.size() > 1) {
            throw new RefusedException(FileReasons.twoLists(prefix.substring(0, prefix.length() - 1)));
        }
        Map<String, Cell> around = rows.remove(0);
        long cells = 0;
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode record) || rows.size() >= ROWS) {
                throw new RefusedException(FileReasons.SHAPE);
            }
            for (Map<String, Cell> row : Flattened.rows(record)) {
                Map<String, Cell> whole = new LinkedHashMap<>(around);
                row.forEach((name, cell) -> put(whole, prefix + name, cell));
                rows.add(whole);
                cells += whole.size();
                if (cells > CELLS) {
                    throw new RefusedException(FileReasons.SHAPE);
                }
            }
        }
    }

    private static void refuseBeyondMeasure(List<Map<String, Cell>> rows) {
        long cells = 0;
        for (Map<String, Cell> row : rows) {
            cells += row.size();
        }
        if (cells > CELLS) {
            throw new RefusedException(FileReasons.SHAPE);
        }
    }

    private static void put(Map<String, Cell> row, String name, Cell cell) {
        row.put(name, cell);
        if (row.size() > Limits.COLUMNS) {
            throw new RefusedException(FileReasons.TOO_MANY_COLUMNS);
        }
    }

    private static Cell cell(JsonNode value) {
        if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(each -> texts.add(each.asText()));
            return text(String.join("、", texts));
        }
        if (value.isFloatingPointNumber()) {
            // what wrote it may have lost digits; whole numbers come with all of theirs
            return Cell.number(Cell.Type.NUMBER, value.decimalValue().toString(), false);
        }
        return value.isNull() ? Cell.EMPTY : text(value.asText());
    }

    private static Cell text(String text) {
        if (text.length() > Limits.CELL) {
            throw new RefusedException(FileReasons.CELL_TOO_LONG);
        }
        return Cell.text(text);
    }
}

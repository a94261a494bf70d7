package org.jilian.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A figure that two reports have differently; a row that one of them does not have is none of 0, but absent.
 *
 * @param reported as it stands in the report
 * @param computed as worked out here
 */
record Difference(Cell cell, Optional<String> reported, Optional<String> computed) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,4})?");
    private static final Set<String> PLACE = Set.of("by", "group", "item");

    /** Where a figure stands. */
    record Cell(String table, String by, String group, String item, String column) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            return key().compareTo(other.key());
        }

        private String key() {
            return String.join("\n", table, by, group, item, column);
        }
    }

    static List<Difference> between(JsonNode reported, JsonNode computed) {
        Map<Cell, String> theirs = cells(reported);
        Map<Cell, String> ours = cells(computed);
        Set<Cell> all = new TreeSet<>(theirs.keySet());
        all.addAll(ours.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Cell cell : all) {
            Difference each =
                    new Difference(cell, Optional.ofNullable(theirs.get(cell)), Optional.ofNullable(ours.get(cell)));
            if (!each.reported().equals(each.computed())) {
                differences.add(each);
            }
        }
        return differences;
    }

    private static Map<Cell, String> cells(JsonNode tables) {
        Map<Cell, String> cells = new TreeMap<>();
        tables.properties()
                .forEach(table -> table.getValue()
                        .forEach(row -> row.properties().forEach(figure -> {
                            if (!PLACE.contains(figure.getKey())) {
                                cells.merge(
                                        new Cell(
                                                table.getKey(),
                                                row.path("by").asText(),
                                                row.path("group").asText(),
                                                row.path("item").asText(),
                                                figure.getKey()),
                                        figure.getValue().asText(),
                                        // a report that has a row twice agrees with nothing
                                        (one, other) -> one + " and " + other);
                            }
                        })));
        return cells;
    }

    ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("table", cell.table())
                .put("by", cell.by())
                .put("group", cell.group())
                .put("item", cell.item())
                .put("column", cell.column());
        reported.ifPresent(text -> document.put("reported", text));
        computed.ifPresent(text -> document.put("computed", text));
        number(reported)
                .flatMap(theirs -> number(computed).map(theirs::subtract))
                .ifPresent(difference -> document.put(
                        "difference",
                        difference.signum() == 0
                                ? "0"
                                : difference.stripTrailingZeros().toPlainString()));
        return document;
    }

    private static Optional<BigDecimal> number(Optional<String> text) {
        String written = text.orElse("0");
        return NUMBER.matcher(written).matches() ? Optional.of(new BigDecimal(written)) : Optional.empty();
    }
}

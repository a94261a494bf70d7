package org.jilian.statistics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The figures of a report while they are counted, and as a document. How many there are depends on the groups and items
 * that records name, not on how many records there are.
 */
final class Tables {
    /** A row: what it is broken down by, which group, and what within it; empty where the table tells nothing apart. */
    record Place(By by, String group, String item) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::by).thenComparing(Place::group).thenComparing(Place::item);
    }

    /** As many codes as the largest code table of an item has, and one for what is not stated. */
    private static final int CODES = 16;

    private final Map<Table, Map<Place, long[]>> figures = new EnumMap<>(Table.class);

    Tables() {
        for (Table table : Table.values()) {
            figures.put(table, new HashMap<>());
        }
    }

    /** @param amounts in the order of the table's columns */
    void add(Table table, Place place, long... amounts) {
        long[] sums = rows(table).computeIfAbsent(place, unused -> new long[amounts.length]);
        for (int i = 0; i < amounts.length; i++) {
            sums[i] = Math.addExact(sums[i], amounts[i]);
        }
    }

    private Map<Place, long[]> rows(Table table) {
        return figures.computeIfAbsent(table, unused -> new HashMap<>());
    }

    boolean isEmpty() {
        return figures.values().stream().allMatch(Map::isEmpty);
    }

    /**
     * As in a record of kind {@code annual-statistics}.
     *
     * @param groups how many groups of each breakdown are listed, those with the most persons; the whole always is. Of the
     *     items of a group no more are listed either, but as many as any code table has: whoever records thousands of forms
     *     that are none makes nobody's report too large
     */
    ObjectNode write(int groups) {
        Map<By, Set<String>> listed = new EnumMap<>(By.class);
        for (By by : By.values()) {
            listed.put(by, largest(by, groups));
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Table table : Table.values()) {
            ArrayNode rows = document.putArray(table.code());
            Map<Place, long[]> sorted = new TreeMap<>(Place.ORDER);
            sorted.putAll(rows(table));
            sorted.keySet()
                    .removeIf(
                            place -> !listed.getOrDefault(place.by(), Set.of()).contains(place.group()));
            Set<Place> foremost = foremost(sorted, Math.max(groups, CODES));
            sorted.forEach((place, sums) -> {
                if (foremost.contains(place)) {
                    rows.add(row(table, place, sums));
                }
            });
        }
        return document;
    }

    /** Of each group the items with the largest first figure; of equal ones the first by name. */
    private static Set<Place> foremost(Map<Place, long[]> rows, int items) {
        Map<Place, Integer> listed = new HashMap<>();
        Set<Place> foremost = new HashSet<>();
        rows.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Place, long[]> row) -> -row.getValue()[0])
                        .thenComparing(Map.Entry::getKey, Place.ORDER))
                .forEach(row -> {
                    Place group = new Place(row.getKey().by(), row.getKey().group(), "");
                    if (listed.merge(group, 1, Integer::sum) <= items) {
                        foremost.add(row.getKey());
                    }
                });
        return foremost;
    }

    /** Of equal size the first by name; a group that appears in classes or certificates alone has no persons. */
    private Set<String> largest(By by, int groups) {
        Map<String, Long> sizes = new HashMap<>();
        figures.forEach((table, rows) -> rows.forEach((place, sums) -> {
            if (place.by() == by) {
                sizes.merge(place.group(), table == Table.PERSONS ? sums[0] + sums[2] : 0, Long::sum);
            }
        }));
        return new HashSet<>(sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(Math.max(1, groups))
                .map(Map.Entry::getKey)
                .toList());
    }

    private static ObjectNode row(Table table, Place place, long[] sums) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("by", place.by().code())
                .put("group", place.group());
        if (table.item().isPresent()) {
            row.put("item", place.item());
        }
        List<Column> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isDecimal()) {
                row.put(columns.get(i).code(), Hundredths.text(sums[i]));
            } else {
                row.put(columns.get(i).code(), sums[i]);
            }
        }
        if (table == Table.PERSONS && sums[0] > 0) {
            row.put(Column.RATE, Hundredths.perCent(sums[1], sums[0]));
        }
        return row;
    }
}

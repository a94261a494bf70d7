package org.jilian.cli.node;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.intake.ItemRows;
import org.jilian.intake.RowPrint;

/** Items that a platform answered on their way into the database: those that are not known become rows, each told by its item. */
final class PulledItems {
    private final TableIntake intake;
    private final KnownItems known;
    private final Optional<JsonPointer> id;
    private long asBefore;

    PulledItems(TableIntake intake, KnownItems known, Optional<JsonPointer> id) {
        this.intake = intake;
        this.known = known;
        this.id = id;
    }

    long asBefore() {
        return asBefore;
    }

    void take(List<ObjectNode> items) throws IOException {
        Set<RowPrint> seen = new LinkedHashSet<>();
        List<ObjectNode> fresh = new ArrayList<>();
        for (ObjectNode item : items) {
            RowPrint print = known.print(item);
            if (!known.has(print) && seen.add(print)) {
                fresh.add(item);
            }
        }
        asBefore += items.size() - fresh.size();
        if (fresh.isEmpty()) {
            return;
        }
        List<RowPrint> prints = List.copyOf(seen);
        ItemRows rows = ItemRows.of("json", fresh);
        Set<Integer> open = new HashSet<>(rows.item());
        Set<Integer> undone = new HashSet<>();
        boolean[] done = new boolean[rows.item().size()];
        intake.take(rows.given(), keys(rows, fresh, prints), row -> done[row] = true);
        for (int row = 0; row < done.length; row++) {
            if (!done[row]) {
                undone.add(rows.item().get(row));
            }
        }
        open.removeAll(undone);
        known.add(open.stream().sorted().map(prints::get).toList());
    }

    /** The item's, and its how manieth row it is. */
    private List<String> keys(ItemRows rows, List<ObjectNode> items, List<RowPrint> prints) {
        Map<String, Integer> times = new HashMap<>();
        return rows.item().stream()
                .map(i -> key(items.get(i), prints.get(i)))
                .map(key -> key + "\n" + times.merge(key, 1, Integer::sum))
                .toList();
    }

    private String key(ObjectNode item, RowPrint print) {
        JsonNode value = id.map(item::at).orElse(null);
        return value == null || !value.isValueNode() || value.isNull() ? print.toString() : value.asText();
    }
}

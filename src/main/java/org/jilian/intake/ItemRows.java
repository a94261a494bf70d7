package org.jilian.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jilian.intake.Table.RefusedException;

/**
 * Records in memory as rows, as a file that held them would give: heads are all names that occur, and a list of records in one
 * of them makes it several rows.
 *
 * @param item of each row, the index of the record that gave it
 */
public record ItemRows(GivenRows given, List<Integer> item) {
    public ItemRows {
        item = List.copyOf(item);
    }

    /** @throws IOException if no rows can be made of one of them, with the reason and what mends it */
    public static ItemRows of(String form, List<ObjectNode> items) throws IOException {
        try {
            return rows(form, items);
        } catch (RefusedException e) {
            throw new IOException(
                    e.reason().what().in(Locale.getDefault()) + "; "
                            + e.reason().remedy().in(Locale.getDefault()),
                    e);
        }
    }

    private static ItemRows rows(String form, List<ObjectNode> items) {
        Set<String> heads = new LinkedHashSet<>();
        List<Map<String, Cell>> flat = new ArrayList<>();
        List<Integer> item = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            for (Map<String, Cell> row : Flattened.rows(items.get(i))) {
                heads.addAll(row.keySet());
                flat.add(row);
                item.add(i);
            }
        }
        if (heads.size() > Limits.COLUMNS) {
            throw new RefusedException(FileReasons.TOO_MANY_COLUMNS);
        }
        List<List<String>> rows = flat.stream()
                .map(row -> heads.stream()
                        .map(head -> text(row.getOrDefault(head, Cell.EMPTY)))
                        .toList())
                .toList();
        return new ItemRows(new GivenRows(form, List.copyOf(heads), rows), item);
    }

    /** A year that some program writes as 2025.0 is 2025; a number with an exponent lost its end and stays one. */
    private static String text(Cell cell) {
        if (cell.type() != Cell.Type.NUMBER || cell.text().indexOf('E') >= 0) {
            return cell.text();
        }
        return new BigDecimal(cell.text()).stripTrailingZeros().toPlainString();
    }

    /** Without the rows: they are personal data. */
    @Override
    public String toString() {
        return given.toString();
    }
}

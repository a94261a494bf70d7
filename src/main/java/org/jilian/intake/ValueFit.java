package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jilian.rules.Checked;

/**
 * How well the values of a file's column fit one of a mapping's.
 *
 * @param share of the filled cells that are valid values of the column, 0 to 1; 1 if none is filled
 * @param telling how much that says: 0 for a free text, which fits everything, to 1 for a number with check digits
 */
record ValueFit(double share, double telling) {
    private static final int PLAUSIBLE_NAME = 4;
    /** Years: who learns on the job is older, and no course that is still reported is. */
    private static final int GROWN = 16;

    static ValueFit of(List<Cell> cells, Column column, LocalDate today) {
        List<Cell> filled = cells.stream().filter(cell -> !cell.isBlank()).toList();
        if (filled.isEmpty()) {
            return new ValueFit(1, 0);
        }
        List<String> values = new ArrayList<>();
        for (Cell cell : filled) {
            read(cell, column, today, values);
        }
        double share = (double) values.size() / filled.size();
        return new ValueFit(share, telling(column, filled, values, today));
    }

    private static void read(Cell cell, Column column, LocalDate today, List<String> values) {
        if (cell.type() == Cell.Type.ERROR || cell.type() == Cell.Type.UNCOMPUTED) {
            return;
        }
        Checked<JsonNode> read = column.form().read(cell, new Form.Row(Map.of(), today));
        read.fold(
                valid -> {
                    values.add(valid.value().asText());
                    return true;
                },
                reason -> false);
    }

    private static double telling(Column column, List<Cell> filled, List<String> values, LocalDate today) {
        Form form = column.form();
        if (form instanceof Form.Document) {
            return 1;
        }
        if (form instanceof Form.Code) {
            return 0.85;
        }
        if (form instanceof Form.Date) {
            boolean births = column.fromNumber().isPresent();
            long grown = values.stream()
                    .filter(date -> Integer.parseInt(date.substring(0, 4)) < today.getYear() - GROWN)
                    .count();
            return grown * 2 > values.size() == births ? 0.6 : -0.8;
        }
        if (!(form instanceof Form.Plain plain)) {
            return 0;
        }
        return switch (plain) {
            case CREDIT_CODE -> 0.9;
            case PHONE -> 0.9;
            case PERIOD -> 0.8;
            case DIVISION_CODE -> 0.7;
            case HOURS, YUAN -> 0.3;
            case NAME -> values.stream().allMatch(name -> name.length() <= PLAUSIBLE_NAME) ? 0.35 : 0.05;
            case TEXT, LIST -> filled.stream().anyMatch(cell -> cell.shown().matches("[0-9Xx./-]+")) ? -0.2 : 0;
        };
    }
}

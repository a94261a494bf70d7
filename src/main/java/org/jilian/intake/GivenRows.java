package org.jilian.intake;

import java.util.List;

/**
 * Rows that come from elsewhere than a file, such as an exchange table, under their heads. The heads are row 1, the rows
 * follow from 2 on.
 *
 * @param form what reports call it
 * @param rows texts in the heads' order, as the other side holds them; an empty text where it holds nothing
 */
public record GivenRows(String form, List<String> heads, List<List<String>> rows) {
    public GivenRows {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    Table table() {
        return new Table() {
            @Override
            public void visit(Visitor visitor) {
                boolean more = visitor.accept(row(1, heads));
                for (int i = 0; more && i < rows.size(); i++) {
                    more = visitor.accept(row(i + 2, rows.get(i)));
                }
            }

            @Override
            public String form() {
                return form;
            }
        };
    }

    private static RawRow row(int number, List<String> texts) {
        return new RawRow(number, texts.stream().map(Cell::text).toList());
    }
}

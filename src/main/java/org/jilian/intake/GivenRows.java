package org.jilian.intake;

import java.util.List;

/**
 * Rows that come from elsewhere than a file, as texts below one row of heads: row 1 are the heads, the first of {@code rows}
 * is row 2.
 *
 * @param form what the report calls where they come from
 */
public record GivenRows(String form, List<String> heads, List<List<String>> rows) {
    public GivenRows {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    Table table() {
        return new Table() {
            @Override
            public void visit(Visitor visitor) {
                boolean more = visitor.accept(row(1, heads));
                for (int i = 0; more && i < rows.size(); i++) {
                    more = visitor.accept(row(i + 2L, rows.get(i)));
                }
            }

            @Override
            public String form() {
                return form;
            }
        };
    }

    private static RawRow row(long number, List<String> texts) {
        return new RawRow(number, texts.stream().map(Cell::text).toList());
    }

    /** Without the rows: they are personal data. */
    @Override
    public String toString() {
        return rows.size() + " rows of " + form;
    }
}

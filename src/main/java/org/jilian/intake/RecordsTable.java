package org.jilian.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records with names for their values, from JSON or XML, as a table: its first row are all names that occur in the whole
 * file, so that the mapping's heads are looked for among them as in any other table. Row 2 is the first record's.
 */
record RecordsTable(Source source, List<String> names) implements Table {
    /** Where the records come from, as often as asked. */
    interface Source {
        void each(Reader reader) throws IOException;

        String form();

        Optional<Charset> charset();
    }

    /** Takes one record after the other. */
    interface Reader {
        /** @return whether to go on */
        boolean accept(ObjectNode record);
    }

    static RecordsTable of(Source source) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        source.each(record -> {
            Flattened.rows(record).forEach(row -> names.addAll(row.keySet()));
            if (names.size() > Limits.COLUMNS) {
                throw new RefusedException(FileReasons.TOO_MANY_COLUMNS);
            }
            return true;
        });
        return new RecordsTable(source, List.copyOf(names));
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        if (names.isEmpty()
                || !visitor.accept(new RawRow(1, names.stream().map(Cell::text).toList()))) {
            return;
        }
        long[] number = {1};
        source.each(record -> {
            for (Map<String, Cell> row : Flattened.rows(record)) {
                number[0]++;
                if (number[0] > Limits.ROWS) {
                    throw new RefusedException(FileReasons.TOO_MANY_ROWS);
                }
                List<Cell> cells = new ArrayList<>(names.size());
                names.forEach(name -> cells.add(row.getOrDefault(name, Cell.EMPTY)));
                if (!visitor.accept(new RawRow(number[0], cells))) {
                    return false;
                }
            }
            return true;
        });
    }

    @Override
    public String form() {
        return source.form();
    }

    @Override
    public Optional<Charset> charset() {
        return source.charset();
    }
}

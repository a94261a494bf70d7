package org.jilian.statistics;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.store.Row;
import org.jilian.store.Transaction;

/** The classes (办班) of a period, by their rosters: one that several nodes authored is the first author's. */
final class Classes {
    private static final Set<String> WANTED = Set.of("headcount", "cost", "classType", "funding");

    private final Tables tables;
    private String key = "";
    private long found;

    private Classes(Tables tables) {
        this.tables = tables;
    }

    /** @return how many there are */
    static long into(Tables tables, Transaction tx, Scope scope, Period period) throws SQLException {
        Classes classes = new Classes(tables);
        tx.each(
                "SELECT key_hash, division, body FROM record WHERE " + scope.sql()
                        + " AND status = ? AND kind = 'roster' AND period = ? ORDER BY key_hash, first_author",
                classes::take,
                scope.parameters(RecordVersion.ACTIVE, period.value()));
        return classes.found;
    }

    private void take(Row row) throws SQLException {
        if (row.text("key_hash").equals(key)) {
            return;
        }
        key = row.text("key_hash");
        found++;
        Content content = Content.of(row.bytes("body"), WANTED);
        // whole numbers are hundredths of a hundred
        long headcount = Hundredths.read(content.text("headcount").orElse("")).orElse(0) / 100;
        long cost = Hundredths.read(content.text("cost").orElse("")).orElse(0);
        String type = content.text("classType").orElse(Profile.NONE);
        String funding = content.text("funding").orElse(Profile.NONE);
        for (By by : List.of(By.ALL, By.DIVISION)) {
            String group = by == By.ALL ? "all" : row.text("division");
            tables.add(Table.CLASSES, new Tables.Place(by, group, type), 1, headcount, cost);
            tables.add(Table.FUNDING, new Tables.Place(by, group, funding), 1, headcount, cost);
        }
    }
}

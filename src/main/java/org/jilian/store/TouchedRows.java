package org.jilian.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which rows of a database in memory may have changed since they were last asked for; for simulators. */
public final class TouchedRows {
    private final Map<String, Set<Long>> touched = new HashMap<>();
    /** Tables of which some rows are known; of any other, every row is news. */
    private final Set<String> followed = new HashSet<>();

    public TouchedRows(Database database) {
        database.watch((table, row) ->
                touched.computeIfAbsent(table, unused -> new LinkedHashSet<>()).add(row));
    }

    /** The database was restored: every row of every table is news, and none that was known is. */
    public void beginAnew() {
        touched.clear();
        followed.clear();
    }

    /** Whether {@link #beginAnew} was called since the rows of this table were last asked for, or they never were. */
    public boolean isNew(String table) {
        return !followed.contains(table);
    }

    public boolean isEmpty(String table) {
        return followed.contains(table) && !touched.containsKey(table);
    }

    /** SQLite's row ids, of rows that are gone, too. */
    public Set<Long> take(Transaction tx, String table) throws SQLException {
        if (followed.add(table)) {
            touched.remove(table);
            return new LinkedHashSet<>(
                    tx.list("SELECT rowid AS n FROM " + table + " ORDER BY rowid", row -> row.number("n")));
        }
        Set<Long> rows = touched.remove(table);
        return rows == null ? Set.of() : rows;
    }
}

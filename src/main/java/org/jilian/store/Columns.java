package org.jilian.store;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the columns of a query stand. The same for the same text of SQL, so it is worked out once: the drivers do it for
 * every answer, which for small ones takes longer than the query. Immutable.
 */
final class Columns {
    /** Texts that are made at run time could be any number. */
    private static final int REMEMBERED = 5_000;

    private static final Map<String, Columns> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, Integer> places;

    private Columns(Map<String, Integer> places) {
        this.places = Map.copyOf(places);
    }

    static Columns of(String sql, ResultSet answer) throws SQLException {
        Columns known = KNOWN.get(sql);
        if (known != null) {
            return known;
        }
        ResultSetMetaData names = answer.getMetaData();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 1; i <= names.getColumnCount(); i++) {
            places.putIfAbsent(names.getColumnLabel(i), i);
        }
        Columns columns = new Columns(places);
        if (KNOWN.size() >= REMEMBERED) {
            KNOWN.clear();
        }
        KNOWN.put(sql, columns);
        return columns;
    }

    int at(String column) throws SQLException {
        Integer place = places.get(column);
        if (place == null) {
            throw new SQLException(
                    "the answer should have a column '" + column + "', but has " + places.keySet(), "42703");
        }
        return place;
    }
}

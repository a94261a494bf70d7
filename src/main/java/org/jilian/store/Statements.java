package org.jilian.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statements of one connection, each used by one reader at a time: a statement that is taken is not here.
 * SQLite's driver compiles a statement anew at each preparation; PostgreSQL's keeps its own, so there this keeps none.
 */
final class Statements {
    private final Connection connection;
    private final int capacity;
    /** In order of use, the longest unused first. */
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    Statements(Connection connection, int capacity) {
        this.connection = connection;
        this.capacity = capacity;
    }

    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement statement = idle.remove(sql);
        return statement != null ? statement : connection.prepareStatement(sql);
    }

    void give(String sql, PreparedStatement statement) throws SQLException {
        if (capacity == 0) {
            statement.close();
            return;
        }
        statement.clearParameters();
        close(idle.put(sql, statement));
        if (idle.size() > capacity) {
            Iterator<PreparedStatement> oldest = idle.values().iterator();
            PreparedStatement evicted = oldest.next();
            oldest.remove();
            evicted.close();
        }
    }

    void clear() throws SQLException {
        for (PreparedStatement statement : idle.values()) {
            statement.close();
        }
        idle.clear();
    }

    private static void close(@Nullable PreparedStatement statement) throws SQLException {
        if (statement != null) {
            statement.close();
        }
    }
}

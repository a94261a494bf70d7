package org.jilian.store;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jilian.record.Kind;

/**
 * For each kind a view {@code v_<kind>} (hyphens as underscores) with a typed column for each content field, for people
 * and reporting tools to read; the program itself never does.
 */
public final class Views {
    private static final String INVALID_TABLE_DEFINITION = "42P16";

    private final Dialect dialect;
    private final Transaction tx;
    private final List<String> leftOut = new ArrayList<>();

    private Views(Dialect dialect, Transaction tx) {
        this.dialect = dialect;
        this.tx = tx;
    }

    /**
     * Makes the views what the kinds' schemas say. Views of other kinds stay. On PostgreSQL, a view that only gained
     * columns keeps the rights granted on it.
     *
     * @return what has no column or is not up to date, one sentence each with the reason
     */
    public static List<String> refresh(Transaction tx, List<Kind> kinds) throws SQLException {
        Views views = new Views(tx.dialect(), tx);
        for (Kind kind : kinds) {
            views.refresh(kind);
        }
        return List.copyOf(views.leftOut);
    }

    private void refresh(Kind kind) throws SQLException {
        String name = "\"v_" + kind.name().value().replace('-', '_') + "\"";
        String create = "VIEW " + name + " AS " + select(kind);
        try (Statement statement = tx.connection().createStatement()) {
            if (dialect == Dialect.SQLITE) {
                statement.execute("DROP VIEW IF EXISTS " + name);
                statement.execute("CREATE " + create);
            } else if (!done(statement, "CREATE OR REPLACE " + create)
                    && !done(statement, "DROP VIEW " + name, "CREATE " + create)) {
                leftOut.add("View " + name + " stays as it was, because others depend on it: drop those, then refresh");
            }
        }
    }

    /** @return false if the view's present columns or what depends on them do not allow it, and nothing happened */
    private boolean done(Statement statement, String... commands) throws SQLException {
        Savepoint before = tx.connection().setSavepoint();
        try {
            for (String command : commands) {
                statement.execute(command);
            }
            tx.connection().releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!INVALID_TABLE_DEFINITION.equals(e.getSQLState()) && !"2BP01".equals(e.getSQLState())) {
                throw e;
            }
            tx.connection().rollback(before);
            return false;
        }
    }

    private String select(Kind kind) {
        String at = dialect == Dialect.SQLITE
                ? "strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000, 'unixepoch')"
                : "to_timestamp(at / 1000.0)";
        StringBuilder sql = new StringBuilder(
                "SELECT id, version, status, author, holder, division, period, subject, " + at + " AS at");
        for (ViewColumn column : columns(kind)) {
            sql.append(", ").append(column.select(dialect));
        }
        // a kind's name is a word of a-z 0-9 and hyphens, so it needs no escaping
        return sql.append(" FROM record WHERE kind = '")
                .append(kind.name())
                .append("'")
                .toString();
    }

    private List<ViewColumn> columns(Kind kind) {
        List<ViewColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> field :
                kind.schema().path("properties").properties()) {
            ViewColumn column = ViewColumn.of(field.getKey(), field.getValue()).orElse(null);
            if (column == null || !names.add(column.name())) {
                leftOut.add("Field '" + field.getKey() + "' of kind " + kind.name() + " has no column: "
                        + (column == null
                                ? "a column's name should be letters, digits and underscores, at most 63 bytes"
                                : "another field is column \"" + column.name() + "\""));
            } else {
                columns.add(column);
            }
        }
        return columns;
    }
}

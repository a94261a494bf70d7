package org.jilian.intake.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jilian.intake.GivenRows;

/**
 * A table that may only be read: its rows come in the order of a column that grows with every change, such as a number or the
 * time of the change, and rows with the same value in the order of their key. A row that gets a lesser value than one that was
 * read is never seen; one without a value neither.
 *
 * @param name table or view
 * @param column what grows
 * @param key a column whose value no two rows share; may be the same
 */
public record WatchedTable(String name, String column, String key) {
    public WatchedTable {
        TableLayout.named(name, "table's name");
        TableLayout.named(column, "growing column");
        TableLayout.named(key, "key");
    }

    /** Behind a row, by its values as texts. */
    public record Position(String value, String key) {}

    /** @param position behind the last of the rows */
    public record Page(GivenRows rows, List<String> keys, Position position) {}

    /** The next rows behind a position, or from the beginning; empty if there are none. */
    public Optional<Page> page(Connection connection, Optional<Position> behind, int most) throws SQLException {
        String where = behind.isEmpty()
                ? " WHERE " + column + " IS NOT NULL"
                : " WHERE " + column + " > ? OR (" + column + " = ? AND " + key + " > ?)";
        String select = TableDialect.of(connection).first("SELECT * FROM " + name + where, column + ", " + key, most);
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            if (behind.isPresent()) {
                statement.setString(1, behind.get().value());
                statement.setString(2, behind.get().value());
                statement.setString(3, behind.get().key());
            }
            try (ResultSet result = statement.executeQuery()) {
                TableRows rows = TableRows.read(result, key);
                if (rows.keys().isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(new Page(
                        rows.given(),
                        rows.keys().stream().map(String::valueOf).toList(),
                        new Position(rows.last(TableRows.unquoted(column)), rows.last(TableRows.unquoted(key)))));
            }
        }
    }
}

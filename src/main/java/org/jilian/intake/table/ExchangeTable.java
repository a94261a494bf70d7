package org.jilian.intake.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jilian.intake.GivenRows;

/**
 * A platform's exchange table (前置库) whose rows carry a flag. A batch of new rows is locked, handed over, flagged as taken
 * or failed with the reason, and only then is that committed. What was taken is committed here first: a crash in between
 * leaves the rows new, and taking them in again changes nothing. Rows that another gateway has locked are passed over, so
 * several may take from one table.
 */
public final class ExchangeTable {
    private final TableLayout layout;
    private final Connection connection;
    private final TableDialect dialect;

    /** @param connection is the caller's to close; its transactions are this table's */
    public ExchangeTable(TableLayout layout, Connection connection) throws SQLException {
        this.layout = layout;
        this.connection = connection;
        this.dialect = TableDialect.of(connection);
        connection.setAutoCommit(false);
    }

    /** What became of a row. {@code reason} is empty for one that was taken. */
    public record Outcome(boolean taken, String reason) {
        public static final Outcome TAKEN = new Outcome(true, "");

        public static Outcome failed(String reason) {
            return new Outcome(false, reason);
        }
    }

    /** Takes rows in and says what became of each, in their order. */
    @FunctionalInterface
    public interface Taker {
        /** @param keys what names each row at the platform */
        List<Outcome> take(GivenRows rows, List<String> keys);
    }

    /** @return how many rows the batch had; 0 if there is nothing new, or another gateway has it */
    public int batch(int most, Taker taker) throws SQLException {
        try {
            int rows = locked(most, taker);
            connection.commit();
            return rows;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    private int locked(int most, Taker taker) throws SQLException {
        String select = dialect.firstLocked(
                "SELECT * FROM " + layout.name() + " WHERE " + layout.flag().column() + " = ?", layout.key(), most);
        TableRows rows;
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, layout.flag().fresh());
            try (ResultSet result = statement.executeQuery()) {
                rows = TableRows.read(result, layout.key());
            }
        }
        if (rows.keys().isEmpty()) {
            return 0;
        }
        List<Outcome> outcomes = taker.take(
                rows.given(), rows.keys().stream().map(String::valueOf).toList());
        flag(rows.keys(), outcomes);
        return rows.keys().size();
    }

    private void flag(List<Object> keys, List<Outcome> outcomes) throws SQLException {
        List<String> columns = new ArrayList<>(List.of(layout.flag().column() + " = ?"));
        layout.reason().ifPresent(column -> columns.add(column + " = ?"));
        String update = "UPDATE " + layout.name() + " SET " + String.join(", ", columns) + " WHERE " + layout.key()
                + " = ? AND " + layout.flag().column() + " = ?";
        int reasonSize = layout.reason().isPresent()
                ? dialect.size(layout.name(), layout.reason().get())
                : 0;
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            for (int i = 0; i < keys.size(); i++) {
                Outcome outcome = outcomes.get(i);
                int at = 1;
                statement.setString(
                        at++,
                        outcome.taken() ? layout.flag().taken() : layout.flag().failed());
                if (layout.reason().isPresent()) {
                    statement.setString(at++, cut(outcome.reason(), reasonSize));
                }
                statement.setObject(at++, keys.get(i));
                statement.setString(at, layout.flag().fresh());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static String cut(String text, int size) {
        return text.codePointCount(0, text.length()) <= size
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.max(0, size - 1))) + "…";
    }

    private void rollBack(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}

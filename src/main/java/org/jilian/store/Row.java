package org.jilian.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jilian.record.Digest;

/**
 * One row of an answer, read in the forms in which {@link Parameters} wrote it. Valid only while its reader runs. The
 * methods without {@code maybe} fail on NULL, naming the column.
 */
public final class Row {
    private final ResultSet answer;
    private final Columns columns;

    Row(ResultSet answer, Columns columns) {
        this.answer = answer;
        this.columns = columns;
    }

    public String text(String column) throws SQLException {
        return there(column, answer.getString(columns.at(column)));
    }

    public Optional<String> maybeText(String column) throws SQLException {
        return Optional.ofNullable(answer.getString(columns.at(column)));
    }

    public long number(String column) throws SQLException {
        long value = answer.getLong(columns.at(column));
        if (answer.wasNull()) {
            throw missing(column);
        }
        return value;
    }

    /** @throws ArithmeticException if the value does not fit */
    public int integer(String column) throws SQLException {
        return Math.toIntExact(number(column));
    }

    public Optional<Long> maybeNumber(String column) throws SQLException {
        long value = answer.getLong(columns.at(column));
        return answer.wasNull() ? Optional.empty() : Optional.of(value);
    }

    public boolean flag(String column) throws SQLException {
        return number(column) != 0;
    }

    public byte[] bytes(String column) throws SQLException {
        return there(column, answer.getBytes(columns.at(column)));
    }

    public Optional<byte[]> maybeBytes(String column) throws SQLException {
        return Optional.ofNullable(answer.getBytes(columns.at(column)));
    }

    public Digest digest(String column) throws SQLException {
        return Digest.of(bytes(column));
    }

    public Optional<Digest> maybeDigest(String column) throws SQLException {
        return maybeBytes(column).map(Digest::of);
    }

    /** From milliseconds since 1970 UTC. */
    public Instant instant(String column) throws SQLException {
        return Instant.ofEpochMilli(number(column));
    }

    public Optional<Instant> maybeInstant(String column) throws SQLException {
        return maybeNumber(column).map(Instant::ofEpochMilli);
    }

    private static <T> T there(String column, @org.jspecify.annotations.Nullable T value) throws SQLException {
        if (value == null) {
            throw missing(column);
        }
        return value;
    }

    private static SQLException missing(String column) {
        return new SQLException("column '" + column + "' should have a value, but is NULL", "22004");
    }
}

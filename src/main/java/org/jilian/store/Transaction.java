package org.jilian.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work sees and changes; valid only inside the lambda it is handed to, on that thread. A transaction in
 * which a statement failed never commits, even if the failure was caught: SQLite may have rolled it back by itself, and
 * what follows would stand alone.
 */
public final class Transaction {
    /** Rows that go to the engine at once: bounds memory, and no larger number was faster on either engine. */
    private static final int BATCH = 1_000;

    private static final int FETCH = 500;

    /** Rows from which on PostgreSQL's COPY is faster than an insert, with the round trip it begins with. */
    private static final int WORTH_COPYING = 16;

    private final Dialect dialect;
    private final Session session;
    private final boolean writing;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable SQLException failure;
    private String running = "";

    Transaction(Dialect dialect, Session session, boolean writing) {
        this.dialect = dialect;
        this.session = session;
        this.writing = writing;
    }

    /** In whose words SQL that differs is to be said. */
    public Dialect dialect() {
        return dialect;
    }

    /** For what the other methods cannot say; a failure there is not noticed here, so let it pass through. */
    public Connection connection() {
        return session.connection();
    }

    /** @return how many rows changed */
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        refuseReading(sql);
        return with(sql, statement -> {
            Parameters.bind(statement, parameters);
            return statement.executeUpdate();
        });
    }

    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        List<T> all = new ArrayList<>();
        each(sql, row -> all.add(reader.read(row)), parameters);
        return all;
    }

    /** @throws SQLException also if there is more than one row */
    public <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        List<T> all = list(sql, reader, parameters);
        if (all.size() > 1) {
            throw new SQLException("at most one row should answer, but " + all.size() + " do: " + sql, "21000");
        }
        return all.stream().findFirst();
    }

    /** Streams: memory does not grow with the number of rows. The consumer may use this transaction. */
    public void each(String sql, RowConsumer consumer, @Nullable Object... parameters) throws SQLException {
        with(sql, statement -> {
            statement.setFetchSize(FETCH);
            Parameters.bind(statement, parameters);
            try (ResultSet answer = statement.executeQuery()) {
                Row row = new Row(answer, Columns.of(sql, answer));
                while (answer.next()) {
                    consumer.accept(row);
                }
            }
            return 0;
        });
    }

    /**
     * One statement for many rows, which must differ in their key: PostgreSQL gets several rows in one statement, and
     * refuses to meet a row twice in it.
     *
     * @return per row how many rows changed, or {@link java.sql.Statement#SUCCESS_NO_INFO} where the engine cannot say
     */
    public <R> int[] batch(String sql, Iterable<R> rows, Binder<R> binder) throws SQLException {
        refuseReading(sql);
        return with(sql, statement -> {
            int[] counts = new int[0];
            int waiting = 0;
            for (R row : rows) {
                Parameters.bind(statement, binder.of(row));
                statement.addBatch();
                if (++waiting == BATCH) {
                    counts = joined(counts, statement.executeBatch());
                    waiting = 0;
                }
            }
            return waiting == 0 ? counts : joined(counts, statement.executeBatch());
        });
    }

    /**
     * Rows whose keys are certainly not in the table, as fast as the engine takes them: look first, in your
     * {@linkplain Turns turn}. A key that is there after all is an error of the caller.
     *
     * @param columns as in SQL, separated by commas; a row has a value for each, a {@code Long} for a bigint and an
     *     {@code Integer} for an integer
     */
    public <R> void insert(String table, String columns, List<R> rows, Binder<R> binder) throws SQLException {
        if (dialect == Dialect.POSTGRES && rows.size() >= WORTH_COPYING) {
            refuseReading(table);
            running = "COPY " + table;
            try {
                BinaryCopy.insert(connection(), table, columns, rows, binder);
            } catch (SQLException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
            return;
        }
        String marks = columns.replaceAll("[^,]+", "?");
        batch("INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")", rows, binder);
    }

    /** Runs once the commit stands and the connection is free again; never, if the process dies before. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** The parameters of one row, for {@link #batch}. */
    public static @Nullable Object[] values(@Nullable Object... values) {
        return values;
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }

    /** @throws SQLException if a statement failed: then nothing of this may be committed */
    void refuseFailed() throws SQLException {
        if (failure != null) {
            throw failure;
        }
    }

    /** The statement under way, without its parameters: those may be personal data. */
    String doing() {
        return running.isEmpty() ? "working without a statement" : "running '" + running.replaceAll("\\s+", " ") + "'";
    }

    private interface Use<T> {
        T in(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Use<T> use) throws SQLException {
        running = sql;
        PreparedStatement statement = null;
        try {
            statement = session.statements().take(sql);
            T result = use.in(statement);
            session.statements().give(sql, statement);
            return result;
        } catch (SQLException e) {
            if (failure == null) {
                failure = e;
            }
            Session.closeQuietly(statement, e);
            throw e;
        } catch (RuntimeException | Error e) {
            Session.closeQuietly(statement, e);
            throw e;
        }
    }

    private void refuseReading(String sql) {
        if (!writing) {
            throw new IllegalStateException("A change needs Database.write, but this is in Database.read: " + sql);
        }
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}

package org.jilian.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The node's database; state exists only here, and only after a commit. Safe for several threads; a transaction does not
 * contain another.
 */
public final class Database implements AutoCloseable {
    /** What to do in one transaction. It may run SQL that fails: then nothing of it happened. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T in(Transaction tx) throws SQLException;
    }

    /** Like {@link Work}, without an answer. */
    @FunctionalInterface
    public interface Change {
        void in(Transaction tx) throws SQLException;
    }

    private final Engine engine;
    private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);
    private volatile CommitPoints points = CommitPoints.NONE;

    private Database(Engine engine) {
        this.engine = engine;
    }

    /**
     * Opens the database, making it where it is missing, and brings its schema up to date.
     *
     * @throws StoreException {@link Fault#LOCKED} if another process has the SQLite file open
     */
    public static Database open(StoreSettings settings) {
        return new Database(settings.isSqlite() ? SqliteFile.open(settings) : PostgresServer.open(settings));
    }

    /** An empty database in memory, for simulations: {@link #snapshot} and {@link #restore} work on this one alone. */
    public static Database inMemory() {
        return new Database(SqliteMemory.open());
    }

    /**
     * Reads one consistent state, and waits for no writer.
     *
     * @throws StoreException if the database cannot
     */
    public <T extends @Nullable Object> T read(Work<T> work) {
        return run(work, false, true);
    }

    /**
     * Does the work and commits it; on any exception rolls back and throws it on. If the connection breaks at the commit
     * ({@link Fault#UNREACHABLE}), whether it stands is not known: the work must bear to be done again.
     *
     * @throws StoreException if the database cannot
     */
    public <T extends @Nullable Object> T write(Work<T> work) {
        return run(work, true, true);
    }

    /**
     * Does the work as {@link #write} does, and takes all of it back: what would come of it.
     *
     * @throws StoreException if the database cannot
     */
    public <T extends @Nullable Object> T rehearse(Work<T> work) {
        return run(work, true, false);
    }

    /** {@link #write} without an answer. */
    public void change(Change change) {
        write(tx -> {
            change.in(tx);
            return true;
        });
    }

    public Dialect dialect() {
        return engine.dialect();
    }

    /** From now on, these are passed at each commit of {@link #write}. */
    public void commitPoints(CommitPoints passed) {
        points = passed;
    }

    /** The committed state of a database in memory; about a millisecond for a megabyte. */
    public byte[] snapshot() {
        return sql("copying a database in memory", memory()::snapshot);
    }

    /** Makes a database in memory what it was at that snapshot: a restored backup. */
    public void restore(byte[] snapshot) {
        SqliteMemory memory = memory();
        sql("restoring a database in memory", () -> {
            memory.restore(snapshot);
            return true;
        });
    }

    /** From now on, this is told of every row touched in a database in memory, within the transaction; not by restoring. */
    public void watch(RowWatch watch) {
        memory().watch(watch);
    }

    /**
     * Copies a SQLite database as of now into a new file, compacted, while the node goes on. To restore it, stop the node
     * and put the copy in the database's place, without a {@code -wal} and {@code -shm} file beside it.
     *
     * @throws StoreException {@link Fault#FORBIDDEN} if the file exists or cannot be made
     * @throws UnsupportedOperationException if this is PostgreSQL: use {@code pg_dump}
     */
    public void backUp(Path copy) {
        if (!(engine instanceof SqliteFile file)) {
            throw new UnsupportedOperationException(
                    "Only a SQLite file is backed up from here; for PostgreSQL use pg_dump");
        }
        sql("backing up to " + copy, () -> {
            try {
                file.backUp(copy);
                return true;
            } catch (IOException e) {
                throw new StoreException(Fault.FORBIDDEN, "making the file " + copy, e);
            }
        });
    }

    /** Waits for the writer. To close a closed database changes nothing. */
    @Override
    public void close() {
        sql("closing the database", () -> {
            engine.close();
            return true;
        });
    }

    private <T extends @Nullable Object> T run(Work<T> work, boolean writing, boolean keep) {
        if (busy.get()) {
            throw new IllegalStateException(
                    "A transaction should not contain another: hand the Transaction on instead of the Database");
        }
        busy.set(true);
        List<Runnable> after;
        T result;
        try {
            Session session = begin(writing);
            Transaction tx = new Transaction(dialect(), session, writing);
            boolean committed = false;
            try {
                result = work.in(tx);
                tx.refuseFailed();
                if (writing && keep) {
                    points.before();
                }
                if (keep) {
                    engine.commit(session, writing);
                    committed = true;
                }
                after = keep ? tx.afterCommit() : List.of();
            } catch (SQLException e) {
                throw StoreException.of(dialect(), tx.doing(), e);
            } finally {
                engine.end(session, writing, committed);
            }
        } finally {
            busy.set(false);
        }
        if (writing && keep) {
            points.after();
        }
        after.forEach(Runnable::run);
        return result;
    }

    private Session begin(boolean writing) {
        try {
            return engine.begin(writing);
        } catch (SQLException e) {
            throw StoreException.of(dialect(), "beginning a transaction", e);
        }
    }

    private SqliteMemory memory() {
        if (engine instanceof SqliteMemory memory) {
            return memory;
        }
        throw new UnsupportedOperationException("Only a database in memory is copied as bytes; back others up");
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    private <T> T sql(String doing, Step<T> step) {
        try {
            return step.run();
        } catch (SQLException e) {
            throw StoreException.of(dialect(), doing, e);
        }
    }
}

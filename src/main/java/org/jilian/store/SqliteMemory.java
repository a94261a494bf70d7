package org.jilian.store;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConnection;

/** A database in memory over one connection, for the simulator: it can be copied and put back as bytes. */
final class SqliteMemory implements Engine {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Session session;

    private SqliteMemory(Session session) {
        this.session = session;
    }

    static SqliteMemory open() {
        try {
            SqliteMemory memory =
                    new SqliteMemory(SqliteConnections.open("jdbc:sqlite::memory:", SqliteConnections.inMemory()));
            memory.restore(Migrations.emptySqlite());
            return memory;
        } catch (SQLException e) {
            throw StoreException.of(Dialect.SQLITE, "opening a database in memory", e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public Session begin(boolean writing) throws SQLException {
        lock.lock();
        try {
            session.execute(writing ? "BEGIN IMMEDIATE" : "BEGIN");
            return session;
        } catch (SQLException | RuntimeException e) {
            lock.unlock();
            throw e;
        }
    }

    @Override
    public void commit(Session used, boolean writing) throws SQLException {
        used.execute("COMMIT");
    }

    @Override
    public void end(Session used, boolean writing, boolean committed) {
        try {
            if (!committed) {
                used.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            // there is no other connection to what is in memory, so this one cannot be replaced
            throw StoreException.of(Dialect.SQLITE, "rolling back in memory", e);
        } finally {
            lock.unlock();
        }
    }

    byte[] snapshot() throws SQLException {
        lock.lock();
        try {
            return sqlite().serialize("main");
        } finally {
            lock.unlock();
        }
    }

    void restore(byte[] snapshot) throws SQLException {
        lock.lock();
        try {
            session.statements().clear();
            sqlite().deserialize("main", snapshot);
        } finally {
            lock.unlock();
        }
    }

    /** A row of a table that is restored is not told of. */
    void watch(RowWatch watch) {
        lock.lock();
        try {
            sqlite().addUpdateListener((type, database, table, row) -> watch.touched(table, row));
        } finally {
            lock.unlock();
        }
    }

    private SQLiteConnection sqlite() {
        return (SQLiteConnection) session.connection();
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            session.close();
        } finally {
            lock.unlock();
        }
    }
}

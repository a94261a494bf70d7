package org.jilian.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * A database file that this process alone has open, as its {@link NodeLock} proves. One writer at a time, in the order
 * they came; readers see the last commit and wait for nobody (write-ahead log).
 */
final class SqliteFile implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);

    private final NodeLock lock;
    private final String url;
    private final SQLiteConfig config;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final int readers;
    private final Semaphore reading;
    private final Deque<Session> idleReaders = new ConcurrentLinkedDeque<>();
    /** Guarded by {@code writing}; null after a fault, until the next writer opens it. */
    private @Nullable Session writer;

    private volatile boolean closed;

    private SqliteFile(NodeLock lock, StoreSettings settings) {
        this.lock = lock;
        this.url = settings.jdbcUrl();
        this.config = SqliteConnections.durable(settings.busyTimeout());
        this.readers = settings.connections();
        this.reading = new Semaphore(readers, true);
    }

    static SqliteFile open(StoreSettings settings) {
        Path file = settings.sqliteFile();
        DatabaseFile.prepare(file);
        NodeLock lock = NodeLock.take(file.resolveSibling(file.getFileName() + ".lock"));
        try {
            SqliteFile engine = new SqliteFile(lock, settings);
            Migrations.run(Dialect.SQLITE, Migrations.sqlite(engine.url, engine.config));
            return engine;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public Session begin(boolean write) throws SQLException {
        return write ? beginWriting() : beginReading();
    }

    private Session beginWriting() throws SQLException {
        writing.lock();
        try {
            if (writer == null) {
                writer = open();
            }
            // IMMEDIATE: a transaction that turns from reading to writing later could find that it must start anew
            writer.execute("BEGIN IMMEDIATE");
            return writer;
        } catch (SQLException | RuntimeException e) {
            writing.unlock();
            throw e;
        }
    }

    private Session beginReading() throws SQLException {
        reading.acquireUninterruptibly();
        Session session = null;
        try {
            session = idleReaders.pollFirst();
            if (session == null) {
                session = open();
                session.execute("PRAGMA query_only = ON");
            }
            session.execute("BEGIN");
            return session;
        } catch (SQLException | RuntimeException e) {
            Session.closeQuietly(session, e);
            reading.release();
            throw e;
        }
    }

    private Session open() throws SQLException {
        if (closed) {
            throw new SQLException("the database is closed: the node is stopping");
        }
        return SqliteConnections.open(url, config);
    }

    @Override
    public void commit(Session session, boolean write) throws SQLException {
        session.execute("COMMIT");
    }

    @Override
    public void end(Session session, boolean write, boolean committed) {
        boolean sound = committed || rolledBack(session);
        if (write) {
            if (!sound) {
                writer = null;
            }
            writing.unlock();
        } else {
            if (sound) {
                idleReaders.addFirst(session);
            }
            reading.release();
        }
    }

    /** A transaction that failed is undone by closing its connection where SQLite cannot say that it is undone. */
    private static boolean rolledBack(Session session) {
        try {
            session.execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            LOG.debug("replacing a connection whose transaction does not roll back", e);
            try {
                session.close();
            } catch (SQLException closing) {
                LOG.warn("a connection in doubt does not close; it is replaced all the same", closing);
            }
            return false;
        }
    }

    /** On a connection of its own: writers go on meanwhile. */
    void backUp(Path copy) throws SQLException, IOException {
        DatabaseFile.create(copy);
        Session session = SqliteConnections.open(url, config);
        try (PreparedStatement vacuum = session.connection().prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        } finally {
            session.close();
        }
        // SQLite does not (https://www.sqlite.org/lang_vacuum.html), and a backup is for the day the power fails
        try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    @Override
    public void close() throws SQLException {
        writing.lock();
        reading.acquireUninterruptibly(readers);
        closed = true;
        try {
            for (Session reader = idleReaders.pollFirst(); reader != null; reader = idleReaders.pollFirst()) {
                reader.close();
            }
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } finally {
            lock.close();
            reading.release(readers);
            writing.unlock();
        }
    }
}

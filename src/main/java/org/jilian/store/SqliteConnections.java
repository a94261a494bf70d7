package org.jilian.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/** How SQLite is opened: durable at every commit, references checked, nothing of it in temporary files. */
final class SqliteConnections {
    /** Prepared statements that a connection keeps. */
    static final int KEPT_STATEMENTS = 256;

    private static final int CACHE_KIB = 32 * 1024;
    private static final int PAGES_BETWEEN_CHECKPOINTS = 4_000;
    private static final int JOURNAL_LIMIT_BYTES = 64 << 20;

    private SqliteConnections() {}

    /**
     * No memory-mapped reading: it would turn an I/O error into the death of the process.
     *
     * @see <a href="https://www.sqlite.org/mmap.html">sqlite.org/mmap.html</a>
     */
    static SQLiteConfig durable(Duration busyTimeout) {
        SQLiteConfig config = common();
        config.setJournalMode(JournalMode.WAL);
        // NORMAL would lose the last commits with the power; a receipt may have gone out for them
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        config.setWalAutocheckpoint(PAGES_BETWEEN_CHECKPOINTS);
        config.setJournalSizeLimit(JOURNAL_LIMIT_BYTES);
        return config;
    }

    static SQLiteConfig inMemory() {
        return common();
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setTempStore(TempStore.MEMORY);
        config.setCacheSize(-CACHE_KIB);
        // else each insert is followed by a query for its row id
        config.setGetGeneratedKeys(false);
        return config;
    }

    static Session open(String url, SQLiteConfig config) throws SQLException {
        Connection connection = config.createConnection(url);
        return new Session(connection, KEPT_STATEMENTS);
    }
}

package org.jilian.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the node's database is.
 *
 * @param jdbcUrl {@code jdbc:sqlite:<file>} or {@code jdbc:postgresql://host:port/database}
 * @param user of PostgreSQL; SQLite has none
 * @param password of PostgreSQL; SQLite has none
 * @param connections how many at most, from 1: SQLite has one writer besides these, PostgreSQL writes through them too
 * @param busyTimeout how long to wait for a connection, or for another process that holds the database
 */
public record StoreSettings(String jdbcUrl, String user, String password, int connections, Duration busyTimeout) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final int CONNECTIONS = 4;
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

    public StoreSettings {
        if (!jdbcUrl.startsWith(SQLITE) && !jdbcUrl.startsWith(POSTGRES)) {
            throw new IllegalArgumentException("The JDBC URL of a node's database should be '" + SQLITE + "<file>' or '"
                    + POSTGRES + "//<host>:<port>/<database>', but is '" + jdbcUrl + "'");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("A node's database needs at least 1 connection, not " + connections);
        }
    }

    public static StoreSettings sqlite(Path file) {
        return new StoreSettings(SQLITE + file, "", "", CONNECTIONS, BUSY_TIMEOUT);
    }

    public static StoreSettings postgres(String jdbcUrl, String user, String password) {
        return new StoreSettings(jdbcUrl, user, password, CONNECTIONS, BUSY_TIMEOUT);
    }

    boolean isSqlite() {
        return jdbcUrl.startsWith(SQLITE);
    }

    /** The database file; settings for the driver do not belong into a node's URL, as they could turn durability off. */
    Path sqliteFile() {
        String file = jdbcUrl.substring(SQLITE.length());
        if (file.isBlank() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
            throw new IllegalArgumentException("A node's SQLite database should be a plain file path after '" + SQLITE
                    + "', but is '" + file + "': give a path without options");
        }
        return Path.of(file).toAbsolutePath();
    }

    @Override
    public String toString() {
        return "database " + jdbcUrl.replaceAll("[?].*", "") + (user.isEmpty() ? "" : " as " + user);
    }
}

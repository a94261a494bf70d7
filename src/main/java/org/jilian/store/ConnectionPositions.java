package org.jilian.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** How far each platform has been read; to be moved only after what was read is committed. */
public final class ConnectionPositions {
    private ConnectionPositions() {}

    public static Optional<String> find(Transaction tx, String connection) throws SQLException {
        return tx.find(
                "SELECT position FROM connection_position WHERE connection = ?",
                row -> row.text("position"),
                connection);
    }

    public static void put(Transaction tx, String connection, String position, Instant at) throws SQLException {
        tx.update(
                "INSERT INTO connection_position (connection, position, at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (connection) DO UPDATE SET position = excluded.position, at = excluded.at",
                connection,
                position,
                at);
    }

    /** The platform is read from its beginning again; what is known already changes nothing. */
    public static boolean forget(Transaction tx, String connection) throws SQLException {
        return tx.update("DELETE FROM connection_position WHERE connection = ?", connection) == 1;
    }
}

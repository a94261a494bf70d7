package org.jilian.processes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jilian.record.NodeId;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** A running node's own tables, looked at from outside, without a lock and without writing. */
final class Tables implements AutoCloseable {
    private final NodeId node;
    private final Connection connection;

    private Tables(NodeId node, Connection connection) {
        this.node = node;
        this.connection = connection;
    }

    static Tables of(NodeId node, String url, String user, String password) throws SQLException {
        if (url.startsWith("jdbc:sqlite:")) {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.resetOpenMode(SQLiteOpenMode.CREATE);
            config.setBusyTimeout(10_000);
            return new Tables(node, config.createConnection(url));
        }
        return new Tables(node, DriverManager.getConnection(url, user, password));
    }

    /** How far own ledgers are sealed, by stream. */
    Map<String, Long> heads() throws SQLException {
        return numbers("SELECT stream, sequence FROM ledger WHERE origin = ?", node.value());
    }

    /** How far this receiver's stored receipts of own ledgers go, by stream; a ledger it never receipted is not there. */
    Map<String, Long> receipted(NodeId receiver) throws SQLException {
        return numbers(
                "SELECT l.stream, max(r.sequence) FROM receipt r JOIN ledger l ON l.n = r.ledger"
                        + " WHERE l.origin = ? AND r.receiver = ? GROUP BY l.stream",
                node.value(),
                receiver.value());
    }

    /** Parcels that this receiver has yet to receipt, if it goes by an earlier look at its receipts and heads. */
    static long unreceipted(Map<String, Long> heads, Map<String, Long> receipted) {
        return heads.entrySet().stream()
                .mapToLong(head -> Math.max(0, head.getValue() - receipted.getOrDefault(head.getKey(), 0L)))
                .sum();
    }

    /** Rows that imports have committed. */
    long imported() throws SQLException {
        return numbers("SELECT 'rows', sum(rows_read) FROM import").values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    long unsealed() throws SQLException {
        return numbers("SELECT 'rows', count(*) FROM unsealed").values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** What is still to be done: records to be sealed, own ledgers that somebody has yet to receipt. */
    List<String> outstanding(List<NodeId> others) throws SQLException {
        List<String> outstanding = new ArrayList<>();
        if (unsealed() > 0) {
            outstanding.add(node + " has " + unsealed() + " records to seal");
        }
        for (NodeId other : others) {
            Map<String, Long> receipted = other.equals(node) ? heads() : receipted(other);
            heads().forEach((stream, head) -> {
                long extent = receipted.getOrDefault(stream, 0L);
                if (extent < head) {
                    outstanding.add(
                            other + " has receipted " + extent + " of " + head + " parcels of " + node + " " + stream);
                }
            });
        }
        return outstanding;
    }

    private Map<String, Long> numbers(String sql, Object... parameters) throws SQLException {
        Map<String, Long> numbers = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return numbers;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

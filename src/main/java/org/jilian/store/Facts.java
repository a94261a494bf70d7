package org.jilian.store;

import java.sql.SQLException;
import java.util.Optional;

/** What the node must not forget and has no table for: at most one text under each name. */
public final class Facts {
    private Facts() {}

    public static Optional<String> find(Transaction tx, String name) throws SQLException {
        return tx.find("SELECT content FROM fact WHERE name = ?", row -> row.text("content"), name);
    }

    /** In place of what stood under that name. */
    public static void put(Transaction tx, String name, String content) throws SQLException {
        tx.update(
                "INSERT INTO fact (name, content) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET content = excluded.content",
                name,
                content);
    }

    /** Only if this still stands there: another process may have been faster. */
    public static void replace(Transaction tx, String name, String before, String after) throws SQLException {
        tx.update("UPDATE fact SET content = ? WHERE name = ? AND content = ?", after, name, before);
    }

    /** Only if this still stands there. */
    public static void remove(Transaction tx, String name, String content) throws SQLException {
        tx.update("DELETE FROM fact WHERE name = ? AND content = ?", name, content);
    }

    public static void remove(Transaction tx, String name) throws SQLException {
        tx.update("DELETE FROM fact WHERE name = ?", name);
    }
}

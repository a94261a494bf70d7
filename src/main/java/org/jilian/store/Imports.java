package org.jilian.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;

/** The files taken in: at most one row for a file's bytes and a mapping, so that the same file twice is harmless. */
public final class Imports {
    private Imports() {}

    /**
     * Begins, or finds what is there: {@link Import.State#DONE} says that there is nothing to do, another state with
     * rows read that an attempt was broken off.
     */
    public static Import begin(Transaction tx, Digest file, String mapping, String name, Instant at)
            throws SQLException {
        tx.update(
                "INSERT INTO import AS i (file, mapping, name, state, rows_read, rows_accepted, rows_refused, at)"
                        + " VALUES (?, ?, ?, 'running', 0, 0, 0, ?)"
                        + " ON CONFLICT (file, mapping) DO UPDATE SET state = 'running', report = NULL"
                        + " WHERE i.state = 'failed'",
                file,
                mapping,
                name,
                at);
        return find(tx, file, mapping).orElseThrow();
    }

    /** To be called in the transaction that takes the rows in, so that an interrupted import resumes exactly there. */
    public static void progress(Transaction tx, Import under, Import.Counts counts) throws SQLException {
        tx.update(
                "UPDATE import SET rows_read = ?, rows_accepted = ?, rows_refused = ? WHERE file = ? AND mapping = ?",
                counts.read(),
                counts.accepted(),
                counts.refused(),
                under.file(),
                under.mapping());
    }

    public static void finish(Transaction tx, Import under, Import.State state, ObjectNode report) throws SQLException {
        tx.update(
                "UPDATE import SET state = ?, report = ? WHERE file = ? AND mapping = ?",
                state.name().toLowerCase(Locale.ROOT),
                CanonicalJson.text(report),
                under.file(),
                under.mapping());
    }

    public static Optional<Import> find(Transaction tx, Digest file, String mapping) throws SQLException {
        return tx.find("SELECT * FROM import WHERE file = ? AND mapping = ?", Imports::read, file, mapping);
    }

    /** The newest first. */
    public static List<Import> latest(Transaction tx, int limit) throws SQLException {
        return tx.list("SELECT * FROM import ORDER BY at DESC, name LIMIT ?", Imports::read, limit);
    }

    private static Import read(Row row) throws SQLException {
        return new Import(
                row.digest("file"),
                row.text("mapping"),
                row.text("name"),
                Import.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                new Import.Counts(row.integer("rows_read"), row.integer("rows_accepted"), row.integer("rows_refused")),
                row.instant("at"),
                row.maybeText("report"));
    }
}

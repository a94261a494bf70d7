package org.jilian.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jilian.record.CanonicalJson;

/** Differences found and not forgotten: at most one of a class about a record; found again, it is open again. */
public final class Discrepancies {
    private static final String NOTE =
            "INSERT INTO discrepancy (class, record, evidence, state, at) VALUES (?, ?, ?, 'open', ?)"
                    + " ON CONFLICT (class, record) DO UPDATE"
                    + " SET evidence = excluded.evidence, state = excluded.state, at = excluded.at"
                    + " WHERE discrepancy.state <> 'open' OR discrepancy.evidence <> excluded.evidence";

    private Discrepancies() {}

    /** @return false if the same was open already, which then keeps its instant */
    public static boolean note(Transaction tx, String type, String record, ObjectNode evidence, Instant at)
            throws SQLException {
        return tx.update(NOTE, type, record, CanonicalJson.text(evidence), at) == 1;
    }

    /** As one by one, each under its name with its evidence; what is open with the same evidence keeps its instant. */
    public static void note(Transaction tx, String type, SortedMap<String, String> evidence, Instant at)
            throws SQLException {
        tx.batch(NOTE, evidence.entrySet(), each -> Transaction.values(type, each.getKey(), each.getValue(), at));
    }

    /** Those of a class that are open under these names, with their evidence. */
    public static Map<String, String> open(Transaction tx, String type, Collection<String> records)
            throws SQLException {
        Map<String, String> open = new TreeMap<>();
        for (List<String> chunk : Among.chunks(tx, records)) {
            Among among = Among.of(tx, chunk);
            tx.each(
                    "SELECT record, evidence FROM discrepancy WHERE record " + among.sql()
                            + " AND class = ? AND state = 'open'",
                    row -> open.put(row.text("record"), row.text("evidence")),
                    among.and(type));
        }
        return open;
    }

    /** Those of a class that were settled under these names, with their evidence. */
    public static Map<String, String> settled(Transaction tx, String type, Collection<String> records)
            throws SQLException {
        Map<String, String> settled = new TreeMap<>();
        for (List<String> chunk : Among.chunks(tx, records)) {
            Among among = Among.of(tx, chunk);
            tx.each(
                    "SELECT record, evidence FROM discrepancy WHERE record " + among.sql()
                            + " AND class = ? AND state = 'settled'",
                    row -> settled.put(row.text("record"), row.text("evidence")),
                    among.and(type));
        }
        return settled;
    }

    /** Those of a class that are open, by their names, after this one. */
    public static List<Discrepancy> open(Transaction tx, String type, String after, int limit) throws SQLException {
        return tx.list(
                "SELECT * FROM discrepancy WHERE class = ? AND record > ? AND state = 'open' ORDER BY record LIMIT ?",
                Discrepancies::read,
                type,
                after,
                limit);
    }

    /** Under these names, unless their evidence has changed meanwhile. */
    public static void settle(Transaction tx, String type, Map<String, String> evidence, Instant at)
            throws SQLException {
        tx.batch(
                "UPDATE discrepancy SET state = 'settled', at = ?"
                        + " WHERE class = ? AND record = ? AND state = 'open' AND evidence = ?",
                evidence.entrySet(),
                each -> Transaction.values(at, type, each.getKey(), each.getValue()));
    }

    /** @return whether one was open */
    public static boolean settle(Transaction tx, String type, String record, Instant at) throws SQLException {
        return tx.update(
                        "UPDATE discrepancy SET state = 'settled', at = ?"
                                + " WHERE class = ? AND record = ? AND state = 'open'",
                        at,
                        type,
                        record)
                == 1;
    }

    /** The oldest first. */
    public static List<Discrepancy> open(Transaction tx, int limit) throws SQLException {
        return tx.list(
                "SELECT * FROM discrepancy WHERE state = 'open' ORDER BY at, class, record LIMIT ?",
                Discrepancies::read,
                limit);
    }

    private static Discrepancy read(Row row) throws SQLException {
        return new Discrepancy(
                row.text("class"),
                row.text("record"),
                row.text("evidence"),
                row.text("state").equals("open"),
                row.instant("at"));
    }
}

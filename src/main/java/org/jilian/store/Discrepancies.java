package org.jilian.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jilian.record.CanonicalJson;

/** Differences found and not forgotten: at most one of a class about a record; found again, it is open again. */
public final class Discrepancies {
    private Discrepancies() {}

    /** @return false if the same was open already, which then keeps its instant */
    public static boolean note(Transaction tx, String type, String record, ObjectNode evidence, Instant at)
            throws SQLException {
        return tx.update(
                        "INSERT INTO discrepancy (class, record, evidence, state, at) VALUES (?, ?, ?, 'open', ?)"
                                + " ON CONFLICT (class, record) DO UPDATE"
                                + " SET evidence = excluded.evidence, state = excluded.state, at = excluded.at"
                                + " WHERE discrepancy.state <> 'open' OR discrepancy.evidence <> excluded.evidence",
                        type,
                        record,
                        CanonicalJson.text(evidence),
                        at)
                == 1;
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
                row -> new Discrepancy(
                        row.text("class"),
                        row.text("record"),
                        row.text("evidence"),
                        row.text("state").equals("open"),
                        row.instant("at")),
                limit);
    }
}

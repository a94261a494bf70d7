package org.jilian.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jilian.record.Digest;
import org.jilian.record.RecordId;

/**
 * Hour certificates that this node has issued, and the serial numbers it has given. A number is given once, a person has
 * at most one certificate in force for a period: the tables see to both.
 */
public final class Certificates {
    private Certificates() {}

    /** What became of a certificate. */
    public enum State {
        ACTIVE,
        REPLACED,
        REVOKED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param judged digest of its judgement */
    public record Issued(
            String serial, String subject, String period, RecordId record, RecordId face, Digest judged, State state) {}

    /**
     * Running numbers of their own, from the returned one on; other processes of this node wait until the transaction
     * ends. A count of 0 only waits for one's turn.
     */
    public static long take(Transaction tx, String delegation, String period, int count) throws SQLException {
        tx.update(
                "INSERT INTO certificate_serial AS s (delegation, period, last) VALUES (?, ?, ?)"
                        + " ON CONFLICT (delegation, period) DO UPDATE SET last = s.last + excluded.last",
                delegation,
                period,
                (long) count);
        return tx.find(
                                "SELECT last FROM certificate_serial WHERE delegation = ? AND period = ?",
                                row -> row.number("last"),
                                delegation,
                                period)
                        .orElseThrow()
                - count
                + 1;
    }

    /** Those in force for a period, by subject. */
    public static Map<String, Issued> active(Transaction tx, String period, Collection<String> subjects)
            throws SQLException {
        Map<String, Issued> active = new HashMap<>();
        for (List<String> chunk : Among.chunks(tx, subjects)) {
            Among among = Among.of(tx, chunk);
            tx.each(
                    "SELECT * FROM certificate WHERE subject " + among.sql() + " AND period = ? AND state = 'active'",
                    row -> active.put(row.text("subject"), read(row)),
                    among.and(period));
        }
        return active;
    }

    public static Optional<Issued> find(Transaction tx, String serial) throws SQLException {
        return tx.find("SELECT * FROM certificate WHERE serial = ?", Certificates::read, serial);
    }

    public static void add(Transaction tx, List<Issued> issued, Instant at) throws SQLException {
        tx.insert(
                "certificate",
                "serial, subject, period, record, face, judged, state, at",
                issued,
                each -> Transaction.values(
                        each.serial(),
                        each.subject(),
                        each.period(),
                        each.record(),
                        each.face(),
                        each.judged(),
                        each.state().word(),
                        at));
    }

    /** @return whether it was in force */
    public static boolean end(Transaction tx, String serial, State state) throws SQLException {
        return tx.update("UPDATE certificate SET state = ? WHERE serial = ? AND state = 'active'", state.word(), serial)
                == 1;
    }

    private static Issued read(Row row) throws SQLException {
        return new Issued(
                row.text("serial"),
                row.text("subject"),
                row.text("period"),
                RecordId.parse(row.text("record")),
                RecordId.parse(row.text("face")),
                row.digest("judged"),
                State.valueOf(row.text("state").toUpperCase(Locale.ROOT)));
    }
}

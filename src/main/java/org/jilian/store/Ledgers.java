package org.jilian.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/** How far each ledger is held (台账位置). A row moves forward, one parcel or one epoch at a time, and back by a signed reset alone. */
public final class Ledgers {
    private static final String COLUMNS =
            "n, origin, stream, epoch, sequence, head, sealed_at, directory, outcomes, stopped";

    private Ledgers() {}

    /**
     * One ledger's position.
     *
     * @param n the number that other tables know it by, in this database alone
     * @param head digest of the head's header; absent before the first parcel
     * @param outcomes highest own outcome number
     */
    public record Position(
            long n,
            Place place,
            Optional<Digest> head,
            Instant sealedAt,
            int directory,
            long outcomes,
            Optional<String> stopped) {
        public LedgerId ledger() {
            return place.ledger();
        }

        public long epoch() {
            return place.epoch();
        }

        public long sequence() {
            return place.sequence();
        }
    }

    public static Optional<Position> find(Transaction tx, LedgerId ledger) throws SQLException {
        return tx.find(
                "SELECT " + COLUMNS + " FROM ledger WHERE origin = ? AND stream = ?",
                Ledgers::position,
                ledger.origin(),
                ledger.stream());
    }

    public static Optional<Position> find(Transaction tx, long n) throws SQLException {
        return tx.find("SELECT " + COLUMNS + " FROM ledger WHERE n = ?", Ledgers::position, n);
    }

    public static List<Position> all(Transaction tx) throws SQLException {
        return tx.list("SELECT " + COLUMNS + " FROM ledger ORDER BY origin, stream", Ledgers::position);
    }

    /**
     * The position, held against every other writer until this transaction ends, and begun if it is not there yet: sealing
     * and accepting start with it, so that two processes on one database never write the same place. The update that
     * changes nothing is what takes the row's lock.
     */
    public static Position lock(Transaction tx, LedgerId ledger) throws SQLException {
        tx.update(
                "INSERT INTO ledger (origin, stream, epoch, sequence, sealed_at, directory, outcomes)"
                        + " VALUES (?, ?, 1, 0, 0, 0, 0) ON CONFLICT (origin, stream) DO UPDATE SET stopped = ledger.stopped",
                ledger.origin(),
                ledger.stream());
        return tx.find(
                        "SELECT " + COLUMNS + " FROM ledger WHERE origin = ? AND stream = ?",
                        Ledgers::position,
                        ledger.origin(),
                        ledger.stream())
                .orElseThrow();
    }

    /** As {@link #lock(Transaction, LedgerId)}, of a ledger that is there. */
    public static Position lock(Transaction tx, long n) throws SQLException {
        return tx.find(
                        "SELECT " + COLUMNS + " FROM ledger WHERE n = ?"
                                + tx.dialect().forUpdate(),
                        Ledgers::position,
                        n)
                .orElseThrow();
    }

    public static void advance(
            Transaction tx, Position position, Place to, Digest head, Instant sealedAt, int directory)
            throws SQLException {
        tx.update(
                "UPDATE ledger SET epoch = ?, sequence = ?, head = ?, sealed_at = ?, directory = ? WHERE n = ?",
                to.epoch(),
                to.sequence(),
                head,
                sealedAt,
                directory,
                position.n());
    }

    /** Back to a parcel that counts: what was held after it counts no more. */
    public static void goBack(
            Transaction tx, Position position, Place to, Optional<Digest> head, Instant sealedAt, int directory)
            throws SQLException {
        tx.update(
                "UPDATE ledger SET epoch = ?, sequence = ?, head = ?, sealed_at = ?, directory = ? WHERE n = ?",
                to.epoch(),
                to.sequence(),
                head,
                sealedAt,
                directory,
                position.n());
    }

    /** A reset: the new epoch goes on after {@code lastGood}, and what stopped the ledger is over. */
    public static void reset(Transaction tx, Position position, long epoch, Optional<Digest> lastGood)
            throws SQLException {
        tx.update(
                "UPDATE ledger SET epoch = ?, sequence = 0, head = ?, stopped = NULL WHERE n = ?",
                epoch,
                lastGood,
                position.n());
    }

    public static void outcomes(Transaction tx, long n, long highest) throws SQLException {
        tx.update("UPDATE ledger SET outcomes = ? WHERE n = ?", highest, n);
    }

    public static void stop(Transaction tx, long n, String why) throws SQLException {
        tx.update("UPDATE ledger SET stopped = ? WHERE n = ?", why, n);
    }

    public static void resume(Transaction tx, long n) throws SQLException {
        tx.update("UPDATE ledger SET stopped = NULL WHERE n = ?", n);
    }

    private static Position position(Row row) throws SQLException {
        LedgerId ledger = new LedgerId(new NodeId(row.text("origin")), Stream.parse(row.text("stream")));
        return new Position(
                row.number("n"),
                new Place(ledger, row.number("epoch"), row.number("sequence")),
                row.maybeDigest("head"),
                row.instant("sealed_at"),
                row.integer("directory"),
                row.number("outcomes"),
                row.maybeText("stopped"));
    }
}

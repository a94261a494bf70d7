package org.jilian.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;

/** Signed receipts of other nodes (回执), and how far each neighbour has stored the receipts that we sent on. */
public final class Receipts {
    private static final String COLUMNS =
            "receiver, ledger, epoch, sequence, outcomes_after, outcomes_through, digest, body, signature, at";

    private Receipts() {}

    /** One receipt as signed. */
    public record Stored(
            NodeId receiver,
            Parcels.Key place,
            Digest header,
            long outcomesAfter,
            long outcomesThrough,
            byte[] body,
            byte[] signature,
            Instant at) {}

    /** How far something is known: position and outcome number. */
    public record Extent(long epoch, long sequence, long outcomes) {
        public static final Extent NOTHING = new Extent(0, 0, 0);

        public boolean covers(Extent other) {
            return outcomes >= other.outcomes
                    && (epoch > other.epoch || epoch == other.epoch && sequence >= other.sequence);
        }
    }

    /** Kept: every receipt with outcomes, and of those without only the furthest. */
    public static void put(Transaction tx, Stored receipt) throws SQLException {
        tx.update(
                "DELETE FROM receipt WHERE receiver = ? AND ledger = ? AND outcomes_after = outcomes_through"
                        + " AND (epoch < ? OR epoch = ? AND sequence <= ?)",
                receipt.receiver(),
                receipt.place().ledger(),
                receipt.place().epoch(),
                receipt.place().epoch(),
                receipt.place().sequence());
        tx.update(
                "INSERT INTO receipt (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                receipt.receiver(),
                receipt.place().ledger(),
                receipt.place().epoch(),
                receipt.place().sequence(),
                receipt.outcomesAfter(),
                receipt.outcomesThrough(),
                receipt.header(),
                receipt.body(),
                receipt.signature(),
                receipt.at());
    }

    /** How far this receiver has said it is, by the receipts stored here. */
    public static Extent extent(Transaction tx, NodeId receiver, long ledger) throws SQLException {
        return tx.find(
                        "SELECT epoch, sequence, (SELECT max(outcomes_through) FROM receipt WHERE receiver = ?"
                                + " AND ledger = ?) AS outcomes FROM receipt WHERE receiver = ? AND ledger = ?"
                                + " ORDER BY epoch DESC, sequence DESC LIMIT 1",
                        row -> new Extent(row.number("epoch"), row.number("sequence"), row.number("outcomes")),
                        receiver,
                        ledger,
                        receiver,
                        ledger)
                .orElse(Extent.NOTHING);
    }

    /** How far every receiver has said it is with every ledger: by ledger, then by receiver. */
    public static Map<Long, Map<NodeId, Extent>> extents(Transaction tx) throws SQLException {
        Map<Long, Map<NodeId, Extent>> all = new HashMap<>();
        tx.each(
                "SELECT ledger, receiver, epoch, max(sequence) AS sequence, max(outcomes_through) AS outcomes"
                        + " FROM receipt GROUP BY ledger, receiver, epoch ORDER BY ledger, receiver, epoch",
                row -> all.computeIfAbsent(row.number("ledger"), unused -> new HashMap<>())
                        .merge(
                                new NodeId(row.text("receiver")),
                                new Extent(row.number("epoch"), row.number("sequence"), row.number("outcomes")),
                                (earlier, later) -> new Extent(
                                        later.epoch(),
                                        later.sequence(),
                                        Math.max(earlier.outcomes(), later.outcomes()))));
        return all;
    }

    /** Receivers that have said anything about this ledger. */
    public static List<NodeId> receivers(Transaction tx, long ledger) throws SQLException {
        return tx.list(
                "SELECT DISTINCT receiver FROM receipt WHERE ledger = ? ORDER BY receiver",
                row -> new NodeId(row.text("receiver")),
                ledger);
    }

    /** What someone who knows {@code known} has not seen yet, in order. */
    public static List<Stored> beyond(Transaction tx, NodeId receiver, long ledger, Extent known) throws SQLException {
        return tx.list(
                "SELECT " + COLUMNS + " FROM receipt WHERE receiver = ? AND ledger = ?"
                        + " AND (outcomes_through > ? OR epoch > ? OR epoch = ? AND sequence > ?)"
                        + " ORDER BY outcomes_through, epoch, sequence",
                Receipts::stored,
                receiver,
                ledger,
                known.outcomes(),
                known.epoch(),
                known.epoch(),
                known.sequence());
    }

    /** The receipt of this receiver that says the most. */
    public static Optional<Stored> furthest(Transaction tx, NodeId receiver, long ledger) throws SQLException {
        return tx.find(
                "SELECT " + COLUMNS + " FROM receipt WHERE receiver = ? AND ledger = ?"
                        + " ORDER BY outcomes_through DESC, epoch DESC, sequence DESC LIMIT 1",
                Receipts::stored,
                receiver,
                ledger);
    }

    public static List<Stored> all(Transaction tx, NodeId receiver, long ledger) throws SQLException {
        return beyond(tx, receiver, ledger, Extent.NOTHING);
    }

    /** The receipt of this receiver that first covers a place, which says when it was applied there. */
    public static Optional<Stored> covering(Transaction tx, NodeId receiver, Parcels.Key place) throws SQLException {
        return tx.find(
                "SELECT " + COLUMNS + " FROM receipt WHERE receiver = ? AND ledger = ?"
                        + " AND (epoch > ? OR epoch = ? AND sequence >= ?) ORDER BY epoch, sequence LIMIT 1",
                Receipts::stored,
                receiver,
                place.ledger(),
                place.epoch(),
                place.epoch(),
                place.sequence());
    }

    public static Extent storedBy(Transaction tx, NodeId neighbour, NodeId receiver, long ledger) throws SQLException {
        return tx.find(
                        "SELECT epoch, sequence, outcomes FROM receipt_stored"
                                + " WHERE neighbour = ? AND receiver = ? AND ledger = ?",
                        row -> new Extent(row.number("epoch"), row.number("sequence"), row.number("outcomes")),
                        neighbour,
                        receiver,
                        ledger)
                .orElse(Extent.NOTHING);
    }

    /** Takes the neighbour's word as it is: after a restored backup it may know less than before. */
    public static void storedBy(Transaction tx, NodeId neighbour, NodeId receiver, long ledger, Extent extent)
            throws SQLException {
        tx.update(
                "INSERT INTO receipt_stored (neighbour, receiver, ledger, epoch, sequence, outcomes)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (neighbour, receiver, ledger) DO UPDATE SET"
                        + " epoch = excluded.epoch, sequence = excluded.sequence, outcomes = excluded.outcomes",
                neighbour,
                receiver,
                ledger,
                extent.epoch(),
                extent.sequence(),
                extent.outcomes());
    }

    private static Stored stored(Row row) throws SQLException {
        return new Stored(
                new NodeId(row.text("receiver")),
                new Parcels.Key(row.number("ledger"), row.number("epoch"), row.number("sequence")),
                row.digest("digest"),
                row.number("outcomes_after"),
                row.number("outcomes_through"),
                row.bytes("body"),
                row.bytes("signature"),
                row.instant("at"));
    }
}

package org.jilian.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.ledger.Parcel;
import org.jilian.record.Digest;

/** Parcels as they came, compressed: the evidence. Nothing of them changes, but that an awaited body is filled in; a reset may put another in a place. */
public final class Parcels {
    private static final byte[] NONE = {};

    private Parcels() {}

    /** Where a parcel stands, by the number of its ledger in this database. */
    public record Key(long ledger, long epoch, long sequence) {}

    /** A stored parcel with its place and the digest of its header. */
    public record Stored(Key key, Digest digest, Parcel parcel) {
        public boolean bodyAwaited() {
            return parcel.records().length == 0;
        }
    }

    public static void put(Transaction tx, Key key, Digest digest, Parcel parcel, Instant now) throws SQLException {
        tx.update(
                "INSERT INTO parcel (ledger, epoch, sequence, digest, header, signature, records, disclosures, stored_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.ledger(),
                key.epoch(),
                key.sequence(),
                digest,
                parcel.header(),
                parcel.signature(),
                parcel.records().length == 0 ? null : parcel.records(),
                parcel.disclosures().length == 0 ? null : parcel.disclosures(),
                now);
    }

    /** It lies on a branch that does not count, where the parcel that counts must stand. */
    public static void remove(Transaction tx, Key key) throws SQLException {
        tx.update(
                "DELETE FROM parcel WHERE ledger = ? AND epoch = ? AND sequence = ?",
                key.ledger(),
                key.epoch(),
                key.sequence());
    }

    /** The body that was awaited has come from somewhere. */
    public static void fill(Transaction tx, Key key, byte[] records, byte[] disclosures) throws SQLException {
        tx.update(
                "UPDATE parcel SET records = ?, disclosures = COALESCE(disclosures, ?)"
                        + " WHERE ledger = ? AND epoch = ? AND sequence = ? AND records IS NULL",
                records,
                disclosures.length == 0 ? null : disclosures,
                key.ledger(),
                key.epoch(),
                key.sequence());
    }

    public static Optional<Stored> find(Transaction tx, Key key) throws SQLException {
        return tx.find(
                "SELECT ledger, epoch, sequence, digest, header, signature, records, disclosures FROM parcel"
                        + " WHERE ledger = ? AND epoch = ? AND sequence = ?",
                Parcels::stored,
                key.ledger(),
                key.epoch(),
                key.sequence());
    }

    public static Optional<Digest> digest(Transaction tx, Key key) throws SQLException {
        return tx.find(
                "SELECT digest FROM parcel WHERE ledger = ? AND epoch = ? AND sequence = ?",
                row -> row.digest("digest"),
                key.ledger(),
                key.epoch(),
                key.sequence());
    }

    /** At most {@code limit} parcels of one epoch after a sequence, in order. */
    public static List<Stored> after(Transaction tx, Key key, int limit) throws SQLException {
        return tx.list(
                "SELECT ledger, epoch, sequence, digest, header, signature, records, disclosures FROM parcel"
                        + " WHERE ledger = ? AND epoch = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                Parcels::stored,
                key.ledger(),
                key.epoch(),
                key.sequence(),
                limit);
    }

    /** Every parcel of a ledger, those that ceased to count included. */
    public static List<Stored> all(Transaction tx, long ledger) throws SQLException {
        return tx.list(
                "SELECT ledger, epoch, sequence, digest, header, signature, records, disclosures FROM parcel"
                        + " WHERE ledger = ? ORDER BY epoch, sequence",
                Parcels::stored,
                ledger);
    }

    /** Places after one whose body is still awaited, in order. */
    public static List<Key> awaitedBodies(Transaction tx, Key after, int limit) throws SQLException {
        return tx.list(
                "SELECT ledger, epoch, sequence FROM parcel WHERE records IS NULL"
                        + " AND (ledger, epoch, sequence) > (?, ?, ?) ORDER BY ledger, epoch, sequence LIMIT ?",
                Parcels::key,
                after.ledger(),
                after.epoch(),
                after.sequence(),
                limit);
    }

    public static long count(Transaction tx) throws SQLException {
        return tx.find("SELECT count(*) AS n FROM parcel", row -> row.number("n"))
                .orElseThrow();
    }

    private static Key key(Row row) throws SQLException {
        return new Key(row.number("ledger"), row.number("epoch"), row.number("sequence"));
    }

    private static Stored stored(Row row) throws SQLException {
        return new Stored(
                key(row),
                row.digest("digest"),
                new Parcel(
                        row.bytes("header"),
                        row.bytes("signature"),
                        row.maybeBytes("records").orElse(NONE),
                        row.maybeBytes("disclosures").orElse(NONE)));
    }
}

package org.jilian.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jilian.ledger.Parcel;
import org.jilian.record.Digest;

/** Second headers under a sequence that was taken (一号两包): evidence against their signer. */
public final class Equivocations {
    private Equivocations() {}

    public static void put(Transaction tx, Parcels.Key key, Digest digest, Parcel parcel, Instant now)
            throws SQLException {
        tx.update(
                "INSERT INTO equivocation (ledger, epoch, sequence, digest, header, signature, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                key.ledger(),
                key.epoch(),
                key.sequence(),
                digest,
                parcel.header(),
                parcel.signature(),
                now);
    }

    public static Optional<byte[]> header(Transaction tx, Parcels.Key key, Digest digest) throws SQLException {
        return tx.find(
                "SELECT header FROM equivocation WHERE ledger = ? AND epoch = ? AND sequence = ? AND digest = ?",
                row -> row.bytes("header"),
                key.ledger(),
                key.epoch(),
                key.sequence(),
                digest);
    }

    public static long count(Transaction tx) throws SQLException {
        return tx.find("SELECT count(*) AS n FROM equivocation", row -> row.number("n"))
                .orElseThrow();
    }
}

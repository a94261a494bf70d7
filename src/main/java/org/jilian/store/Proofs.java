package org.jilian.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;

/**
 * Proofs (存在证明) of versions that came alone, because the ledger they stand in is not for this node: the predecessors of
 * a record that was handed on to somebody here.
 */
public final class Proofs {
    private static final String COLUMNS = "id, digest, origin, stream, epoch, sequence, document";

    private Proofs() {}

    /**
     * One proof.
     *
     * @param place of the parcel that its header is of
     * @param document as {@link org.jilian.ledger.Proof#frame} writes it
     */
    public record Stored(RecordId id, Digest digest, Place place, byte[] document) {}

    /** One that is here already stays as it is. */
    public static void put(Transaction tx, Stored proof, Instant now) throws SQLException {
        tx.update(
                "INSERT INTO proof (id, digest, origin, stream, epoch, sequence, document, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                proof.id(),
                proof.digest(),
                proof.place().ledger().origin(),
                proof.place().ledger().stream(),
                proof.place().epoch(),
                proof.place().sequence(),
                proof.document(),
                now);
    }

    public static Optional<Stored> find(Transaction tx, RecordVersion version) throws SQLException {
        return tx.find(
                "SELECT " + COLUMNS + " FROM proof WHERE id = ? AND digest = ?",
                Proofs::stored,
                version.id(),
                version.digest());
    }

    public static List<Stored> all(Transaction tx) throws SQLException {
        return tx.list("SELECT " + COLUMNS + " FROM proof ORDER BY id, digest", Proofs::stored);
    }

    public static void remove(Transaction tx, Stored proof) throws SQLException {
        tx.update("DELETE FROM proof WHERE id = ? AND digest = ?", proof.id(), proof.digest());
    }

    private static Stored stored(Row row) throws SQLException {
        LedgerId ledger = new LedgerId(new NodeId(row.text("origin")), Stream.parse(row.text("stream")));
        return new Stored(
                RecordId.parse(row.text("id")),
                row.digest("digest"),
                new Place(ledger, row.number("epoch"), row.number("sequence")),
                row.bytes("document"));
    }
}

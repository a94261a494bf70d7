package org.jilian.exchange;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jilian.ledger.Header;
import org.jilian.ledger.MerkleTree;
import org.jilian.ledger.Proof;
import org.jilian.ledger.Records;
import org.jilian.record.Hash;
import org.jilian.store.Parcels;
import org.jilian.store.Proofs;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** Makes the proof of one version from the parcel that holds it, or gives on the one that it came with. */
public final class Prove {
    private Prove() {}

    /** Empty while an own version is not sealed, or the body of its parcel is awaited. */
    public static Optional<Proof> version(Transaction tx, Versions.Held held, Hash hash) throws SQLException {
        // any will do: after a reset the first of its streams may hold it no more
        Optional<Versions.Evidence> place = Versions.places(tx, held).stream().findFirst();
        if (place.isEmpty()) {
            return Proofs.find(tx, held.version()).map(stored -> Proof.ofFrame(stored.document()));
        }
        Optional<Parcels.Stored> stored = Parcels.find(tx, place.get().parcel());
        if (stored.isEmpty() || stored.get().bodyAwaited()) {
            return Optional.empty();
        }
        Header header = Header.read(stored.get().parcel().header());
        List<byte[]> records =
                Records.unpack(stored.get().parcel().records(), header.body().recordBytes());
        MerkleTree tree = new MerkleTree(records.stream().map(hash::leaf).toList(), hash);
        return Optional.of(new Proof(
                records.get(place.get().index()),
                tree.proof(place.get().index()),
                stored.get().parcel().header(),
                stored.get().parcel().signature()));
    }
}

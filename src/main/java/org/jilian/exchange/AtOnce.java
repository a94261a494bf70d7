package org.jilian.exchange;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;
import org.jilian.store.Transaction;
import org.jilian.store.Versions.Evidence;

/**
 * Seals what was authored in the transaction that authors it, where there is enough to fill parcels and nothing older
 * waits: such records never stand in {@code unsealed}, which is half of an author's work for the database.
 *
 * <p>A record is in a parcel exactly if it is in the tables, as one commit writes both. What became of the parcels after
 * the commit is the caller's: their heads are to be remembered, then they may be shipped.
 */
interface AtOnce {
    /** Parcels of one stream. */
    final class Filled {
        private final List<Seal.Sealed> parcels = new ArrayList<>();
        private final List<Evidence> places = new ArrayList<>();

        void add(Seal.Sealed parcel, List<Evidence> itsPlaces) {
            parcels.add(parcel);
            places.addAll(itsPlaces);
        }

        /** In order. */
        List<Seal.Sealed> parcels() {
            return parcels;
        }

        /** Of the first records that were handed over, as many as were sealed. */
        List<Evidence> places() {
            return places;
        }
    }

    /** @param records authored here, in their order, none sealed into this stream yet */
    Filled fill(Transaction tx, Stream stream, List<RecordVersion> records, ProtectedValues values) throws SQLException;
}

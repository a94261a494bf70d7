package org.jilian.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Records;
import org.jilian.record.Hash;
import org.jilian.record.RecordVersion;
import org.jilian.record.RefusalCode;

/** Records of which was said that a protected value came wrong or not at all, whether or not it has come since. */
public final class MissingDisclosures {
    private MissingDisclosures() {}

    /** Where looking goes on: a ledger and the number of what was said. */
    public record Place(long ledger, long number) {
        public static final Place FIRST = new Place(0, 0);
    }

    /** One record, and the ledger whose parcel brought it without its values. */
    public record Missing(Place place, LedgerId ledger, RecordVersion version) {}

    private record Said(Place place, Versions.Evidence evidence) {}

    /** At most so many, in the order of their places. */
    public static List<Missing> after(Transaction tx, Place after, int limit, Hash hash) throws SQLException {
        List<Said> said = tx.list(
                "SELECT ledger, number, epoch, sequence, idx FROM outcome WHERE code IN (?, ?)"
                        + " AND (ledger > ? OR ledger = ? AND number > ?) ORDER BY ledger, number LIMIT ?",
                row -> new Said(
                        new Place(row.number("ledger"), row.number("number")),
                        new Versions.Evidence(
                                new Parcels.Key(row.number("ledger"), row.number("epoch"), row.number("sequence")),
                                row.integer("idx"))),
                RefusalCode.DISCLOSURE_ABSENT.name(),
                RefusalCode.DISCLOSURE_WRONG.name(),
                after.ledger(),
                after.ledger(),
                after.number(),
                limit);
        Map<Parcels.Key, List<byte[]>> bodies = new HashMap<>();
        List<Missing> missing = new ArrayList<>();
        for (Said each : said) {
            Parcels.Key key = each.evidence().parcel();
            if (!bodies.containsKey(key)) {
                bodies.put(key, body(tx, key));
            }
            List<byte[]> records = bodies.getOrDefault(key, List.of());
            if (each.evidence().index() < records.size()) {
                missing.add(new Missing(
                        each.place(),
                        Ledgers.find(tx, key.ledger()).orElseThrow().ledger(),
                        RecordVersion.read(records.get(each.evidence().index()), hash)));
            }
        }
        return missing;
    }

    private static List<byte[]> body(Transaction tx, Parcels.Key key) throws SQLException {
        Optional<Parcels.Stored> stored = Parcels.find(tx, key);
        return stored.isEmpty() || stored.get().bodyAwaited()
                ? List.of()
                : Records.unpack(
                        stored.get().parcel().records(),
                        Header.read(stored.get().parcel().header()).body().recordBytes());
    }
}

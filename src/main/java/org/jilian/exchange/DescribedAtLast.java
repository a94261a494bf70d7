package org.jilian.exchange;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jilian.crypto.Suite;
import org.jilian.directory.Directory;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.ParcelBody;
import org.jilian.ledger.Records;
import org.jilian.record.Digest;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.store.Parcels;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Records that waited because no directory described their kind are judged when one does, from the parcels held, as if
 * they came only now; whatever comes of it is said anew. In the transaction that stores the directory.
 */
final class DescribedAtLast {
    private final Self self;
    private final Inspect inspect;
    private final Disclose disclose;
    private final References references;

    DescribedAtLast(Self self, Inspect inspect, Disclose disclose, References references) {
        this.references = references;
        this.self = self;
        this.inspect = inspect;
        this.disclose = disclose;
    }

    /** @return numbers of ledgers with new outcomes */
    Set<Long> take(Transaction tx, Directory before, Directory next, Descriptions descriptions) throws SQLException {
        Set<KindName> described = next.kinds().stream().map(Kind::name).collect(Collectors.toCollection(HashSet::new));
        before.kinds().forEach(kind -> described.remove(kind.name()));
        if (described.isEmpty()) {
            return Set.of();
        }
        Suite suite = self.suite();
        Map<Parcels.Key, Set<Integer>> places = new TreeMap<>(PLACES);
        for (Versions.Held held : Versions.undescribed(tx, suite.hash())) {
            if (described.contains(held.version().kind())) {
                for (Versions.Evidence place : Versions.places(tx, held)) {
                    places.computeIfAbsent(place.parcel(), unused -> new TreeSet<>())
                            .add(place.index());
                }
                Versions.forget(tx, held.version());
            }
        }
        Set<Long> restated = new HashSet<>();
        for (Map.Entry<Parcels.Key, Set<Integer>> each : places.entrySet()) {
            restated.addAll(judge(tx, each.getKey(), each.getValue(), next, descriptions));
        }
        return restated;
    }

    private Set<Long> judge(
            Transaction tx, Parcels.Key key, Set<Integer> indexes, Directory directory, Descriptions descriptions)
            throws SQLException {
        Parcels.Stored stored = Parcels.find(tx, key).orElseThrow();
        Header header = Header.read(stored.parcel().header());
        LedgerId ledger = header.place().ledger();
        List<byte[]> records =
                Records.unpack(stored.parcel().records(), header.body().recordBytes());
        List<Digest> digests = records.stream().map(self.suite().hash()::leaf).toList();
        Descriptions.AsOf asOf = descriptions.asOf(header.directory());
        List<Prepared> prepared = inspect.all(new ParcelBody(records, digests), ledger, asOf).stream()
                .filter(each -> indexes.contains(each.index()))
                .toList();
        Disclose.Opened opened =
                disclose.open(header.place(), stored.parcel().disclosures(), prepared, directory, asOf);
        Apply.Result applied = new Apply(tx, self.suite().hash(), new Entitlements(directory), self.now())
                .lateBody(key, prepared, opened.findings());
        disclose.keep(tx, header.place(), opened);
        references.look(tx, applied.current(), directory);
        return applied.restated();
    }

    private static final java.util.Comparator<Parcels.Key> PLACES = java.util.Comparator.comparingLong(
                    Parcels.Key::ledger)
            .thenComparingLong(Parcels.Key::epoch)
            .thenComparingLong(Parcels.Key::sequence);
}

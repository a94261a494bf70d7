package org.jilian.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.directory.Directory;
import org.jilian.directory.Limits;
import org.jilian.directory.Node;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.ParcelBody;
import org.jilian.ledger.Records;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.Kind;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Parcels;

/**
 * The versions that parcels prove, by one version of the directory. What the same parcel proves at one node it proves at
 * every other, so several nodes' audits may share one of these and unpack each parcel once.
 */
public final class Evidence {
    private final Hash hash;
    private final Inspect inspect;
    private final Optional<Descriptions> descriptions;
    private final Map<Key, List<RecordVersion>> known = new ConcurrentHashMap<>();

    private final Map<Judging, Integer> judgings = new ConcurrentHashMap<>();
    private final Map<Directory, Integer> numbers = new ConcurrentHashMap<>();

    /** What of the directory {@link Inspect} goes by: versions that say the same of it count as one. */
    private record Judging(List<NodeId> nodes, List<Kind> kinds, Limits limits) {
        static Judging of(Directory directory) {
            return new Judging(
                    directory.nodes().stream().map(Node::id).toList(), directory.kinds(), directory.limits());
        }
    }

    private record Key(Digest header, int records, int judging) {}

    /** Where kinds and limits never changed from one directory to the next. */
    public Evidence(Hash hash) {
        this(hash, new Inspect(new Schemas()), Optional.empty());
    }

    Evidence(Hash hash, Descriptions descriptions) {
        this(hash, new Inspect(new Schemas()), Optional.of(descriptions));
    }

    private Evidence(Hash hash, Inspect inspect, Optional<Descriptions> descriptions) {
        this.hash = hash;
        this.inspect = inspect;
        this.descriptions = descriptions;
    }

    /** Remembers nothing, but has its schemas compiled. */
    public Evidence afresh() {
        return new Evidence(hash, inspect, descriptions);
    }

    Hash hash() {
        return hash;
    }

    List<RecordVersion> of(LedgerId ledger, Parcels.Stored parcel, Directory directory) {
        int judging = numbers.computeIfAbsent(
                directory, version -> judgings.computeIfAbsent(Judging.of(version), unused -> judgings.size()));
        Key key = new Key(parcel.digest(), Arrays.hashCode(parcel.parcel().records()), judging);
        return known.computeIfAbsent(key, unused -> unpacked(ledger, parcel, directory));
    }

    private List<RecordVersion> unpacked(LedgerId ledger, Parcels.Stored parcel, Directory directory) {
        Header header = Header.read(parcel.parcel().header());
        List<byte[]> records =
                Records.unpack(parcel.parcel().records(), header.body().recordBytes());
        if (ledger.stream().channel().equals(Channel.DIRECTORY)) {
            return records.stream()
                    .map(bytes -> RecordVersion.read(bytes, hash))
                    .toList();
        }
        ParcelBody body =
                new ParcelBody(records, records.stream().map(hash::leaf).toList());
        Descriptions.AsOf then =
                descriptions.orElseGet(() -> Descriptions.only(directory)).asOf(header.directory());
        return inspect.all(body, ledger, then).stream()
                .filter(Prepared.Sound.class::isInstance)
                .map(sound -> ((Prepared.Sound) sound).version())
                .toList();
    }
}

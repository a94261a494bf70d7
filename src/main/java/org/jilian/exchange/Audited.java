package org.jilian.exchange;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.ledger.Header;
import org.jilian.ledger.Outcome;
import org.jilian.ledger.ParcelBody;
import org.jilian.ledger.Proof;
import org.jilian.ledger.Records;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Proofs;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Whether the record tables say what the parcels held and the versions not sealed yet come to: everything is judged anew
 * from the evidence, by nothing that the tables were made with but {@link Inspect} and {@link Lineage}.
 */
public final class Audited {
    private final Transaction tx;
    private final Directory directory;
    private final Hash hash;
    private final Map<RecordId, Map<Digest, RecordVersion>> versions = new LinkedHashMap<>();

    private Audited(Transaction tx, Directory directory, Hash hash) {
        this.tx = tx;
        this.directory = directory;
        this.hash = hash;
    }

    /** The first difference found, or empty. */
    public static Optional<String> problem(Database database, Directory directory, Hash hash) {
        return database.read(tx -> new Audited(tx, directory, hash).problem());
    }

    private Optional<String> problem() throws SQLException {
        Inspect inspect = new Inspect(new Schemas());
        for (Ledgers.Position position : Ledgers.all(tx)) {
            for (Parcels.Stored parcel : Parcels.all(tx, position.n())) {
                if (counts(position, parcel) && !parcel.bodyAwaited()) {
                    collect(inspect, position, parcel);
                }
            }
        }
        tx.each(
                "SELECT body FROM unsealed",
                row -> add(
                        RecordVersion.read(row.text("body").getBytes(java.nio.charset.StandardCharsets.UTF_8), hash)));
        Proofs.all(tx)
                .forEach(proof ->
                        add(RecordVersion.read(Proof.ofFrame(proof.document()).record(), hash)));
        long rows = Versions.count(tx);
        long current = 0;
        for (Map.Entry<RecordId, Map<Digest, RecordVersion>> each : versions.entrySet()) {
            Optional<String> problem = compare(each.getKey(), each.getValue());
            if (problem.isPresent()) {
                return problem;
            }
            current += Versions.current(tx, each.getKey(), hash).isPresent() ? 1 : 0;
        }
        return rows == current
                ? Optional.empty()
                : Optional.of(rows + " records stand in the table, " + current + " come from parcels");
    }

    private boolean counts(Ledgers.Position position, Parcels.Stored parcel) {
        Optional<LastGood> lastGood = directory.lastGood(
                position.ledger().origin(),
                position.ledger().stream(),
                Math.toIntExact(parcel.key().epoch()));
        return lastGood.isEmpty() || parcel.key().sequence() <= lastGood.get().sequence();
    }

    private void collect(Inspect inspect, Ledgers.Position position, Parcels.Stored parcel) {
        Header header = Header.read(parcel.parcel().header());
        List<byte[]> records =
                Records.unpack(parcel.parcel().records(), header.body().recordBytes());
        boolean ofDirectory = position.ledger().stream().channel().equals(org.jilian.record.Channel.DIRECTORY);
        if (ofDirectory) {
            records.forEach(bytes -> add(RecordVersion.read(bytes, hash)));
            return;
        }
        ParcelBody body =
                new ParcelBody(records, records.stream().map(hash::leaf).toList());
        for (Prepared prepared : inspect.all(body, position.ledger(), directory)) {
            if (prepared instanceof Prepared.Sound sound) {
                add(sound.version());
            }
        }
    }

    private void add(RecordVersion version) {
        versions.computeIfAbsent(version.id(), unused -> new LinkedHashMap<>()).put(version.digest(), version);
    }

    private Optional<String> compare(RecordId id, Map<Digest, RecordVersion> all) throws SQLException {
        Lineage.Judgement judgement = Lineage.judge(all.values(), new Entitlements(directory));
        Map<Digest, Outcome> stored = new HashMap<>();
        for (Versions.Held held : Versions.of(tx, List.of(id), hash)) {
            if (stored.put(held.version().digest(), held.outcome()) != null) {
                return Optional.of(held.version() + " is stored twice");
            }
        }
        for (RecordVersion version : all.values()) {
            Outcome should = java.util.Objects.requireNonNull(
                            judgement.verdicts().get(version.digest()))
                    .outcome();
            Outcome is = stored.remove(version.digest());
            if (should != is) {
                return Optional.of(version + " (" + version.digest() + ") should be " + should + ", but is " + is);
            }
        }
        return stored.isEmpty()
                ? Optional.empty()
                : Optional.of("versions of " + id + " are stored that no parcel holds: " + stored);
    }
}

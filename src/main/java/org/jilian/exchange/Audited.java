package org.jilian.exchange;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.ledger.Outcome;
import org.jilian.ledger.Proof;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.RefusalCode;
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
    private final Evidence evidence;
    private final Map<RecordId, Map<Digest, RecordVersion>> versions = new LinkedHashMap<>();

    private Audited(Transaction tx, Directory directory, Evidence evidence) {
        this.tx = tx;
        this.directory = directory;
        this.evidence = evidence;
    }

    /** The first difference found, or empty; where kinds and limits never changed from one directory to the next. */
    public static Optional<String> problem(Database database, Directory directory, Hash hash) {
        return problem(database, directory, new Evidence(hash));
    }

    static Optional<String> problem(Database database, Directory directory, Descriptions descriptions, Hash hash) {
        return problem(database, directory, new Evidence(hash, descriptions));
    }

    /** As {@link #problem(Database, Directory, Hash)}, with evidence that was looked at before. */
    public static Optional<String> problem(Database database, Directory directory, Evidence evidence) {
        return database.read(tx -> new Audited(tx, directory, evidence).problem());
    }

    private Optional<String> problem() throws SQLException {
        for (Ledgers.Position position : Ledgers.all(tx)) {
            for (Parcels.Stored parcel : Parcels.all(tx, position.n())) {
                if (counts(position, parcel) && !parcel.bodyAwaited()) {
                    evidence.of(position.ledger(), parcel, directory).forEach(this::add);
                }
            }
        }
        tx.each(
                "SELECT body FROM unsealed",
                row -> add(RecordVersion.read(
                        row.text("body").getBytes(java.nio.charset.StandardCharsets.UTF_8), evidence.hash())));
        Proofs.all(tx)
                .forEach(proof ->
                        add(RecordVersion.read(Proof.ofFrame(proof.document()).record(), evidence.hash())));
        Map<RecordId, Map<Digest, Outcome>> stored = new HashMap<>();
        long current = 0;
        for (Versions.Held held : Versions.of(tx, versions.keySet(), evidence.hash())) {
            RecordVersion version = held.version();
            if (held.code().equals(Optional.of(RefusalCode.KIND_UNKNOWN.name()))) {
                continue;
            }
            current += held.outcome() == Outcome.APPLIED ? 1 : 0;
            if (stored.computeIfAbsent(version.id(), unused -> new HashMap<>()).put(version.digest(), held.outcome())
                    != null) {
                return Optional.of(version + " is stored twice");
            }
        }
        Entitlements entitlements = new Entitlements(directory);
        for (Map.Entry<RecordId, Map<Digest, RecordVersion>> each : versions.entrySet()) {
            Optional<String> problem = difference(
                    each.getKey(), each.getValue(), stored.getOrDefault(each.getKey(), Map.of()), entitlements);
            if (problem.isPresent()) {
                return problem;
            }
        }
        long rows = Versions.count(tx);
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

    private void add(RecordVersion version) {
        versions.computeIfAbsent(version.id(), unused -> new LinkedHashMap<>()).put(version.digest(), version);
    }

    /** Between what the versions of one record come to and what the tables say of them. */
    static Optional<String> difference(
            RecordId id,
            Map<Digest, RecordVersion> proved,
            Map<Digest, Outcome> stored,
            Lineage.Entitlement entitlement) {
        Lineage.Judgement judgement = Lineage.judge(proved.values(), entitlement);
        Map<Digest, Outcome> left = new HashMap<>(stored);
        for (RecordVersion version : proved.values()) {
            Outcome should = java.util.Objects.requireNonNull(
                            judgement.verdicts().get(version.digest()))
                    .outcome();
            Outcome is = left.remove(version.digest());
            if (should != is) {
                return Optional.of(version + " (" + version.digest() + ") should be " + should + ", but is " + is);
            }
        }
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("versions of " + id + " are stored that no parcel holds: " + left);
    }
}

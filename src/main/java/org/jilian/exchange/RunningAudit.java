package org.jilian.exchange;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Outcome;
import org.jilian.ledger.Proof;
import org.jilian.record.Digest;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Row;
import org.jilian.store.TouchedRows;
import org.jilian.store.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * {@link Audited} after every commit of one node: it follows the rows that change, and judges again only the records that
 * these concern; all of them when the directory changes. What it believes of the rest stands in memory, so {@link Audited}
 * itself is still due at the end.
 */
public final class RunningAudit {
    private static final List<String> TABLES = List.of("parcel", "record", "other_version", "unsealed", "proof");

    private final Database database;
    private final TouchedRows touched;
    private final Evidence evidence;
    private final Map<Long, Parcels.Stored> parcels = new HashMap<>();
    private final Map<Source, List<RecordVersion>> versions = new HashMap<>();
    private final Map<RecordId, Set<Source>> sources = new HashMap<>();
    private final Map<Source, Stands> stands = new HashMap<>();
    private final Map<RecordId, Set<Source>> rows = new HashMap<>();
    private @Nullable Directory directory;

    /** A row of a table. */
    private record Source(String table, long row) {}

    /** What a row of the record tables says. */
    private record Stands(RecordId id, Digest digest, Outcome outcome) {}

    public RunningAudit(Database database, TouchedRows touched, Evidence evidence) {
        this.database = database;
        this.touched = touched;
        this.evidence = evidence;
    }

    /** The first difference between the record tables and what the evidence comes to, among what changed since. */
    public Optional<String> problem(Directory now) {
        if (directory == now && TABLES.stream().allMatch(touched::isEmpty)) {
            return Optional.empty();
        }
        return database.read(tx -> problem(tx, now));
    }

    private Optional<String> problem(Transaction tx, Directory now) throws SQLException {
        if (TABLES.stream().anyMatch(touched::isNew)) {
            parcels.clear();
            versions.clear();
            sources.clear();
            stands.clear();
            rows.clear();
        }
        Set<RecordId> concerned = new LinkedHashSet<>();
        records(tx, concerned);
        others(tx, concerned);
        unsealed(tx, concerned);
        proofs(tx, concerned);
        parcels(tx, concerned, now);
        for (RecordId id : concerned) {
            Optional<String> problem = difference(id, now);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private void records(Transaction tx, Set<RecordId> concerned) throws SQLException {
        for (long n : touched.take(tx, "record")) {
            Source source = new Source("record", n);
            stand(
                    source,
                    tx.find(
                            "SELECT id, digest FROM record WHERE rowid = ?",
                            row -> new Stands(RecordId.parse(row.text("id")), row.digest("digest"), Outcome.APPLIED),
                            n),
                    concerned);
        }
    }

    private void others(Transaction tx, Set<RecordId> concerned) throws SQLException {
        for (long n : touched.take(tx, "other_version")) {
            Source source = new Source("other_version", n);
            stand(
                    source,
                    tx.find(
                            "SELECT id, digest, outcome FROM other_version WHERE rowid = ?",
                            row -> new Stands(
                                    RecordId.parse(row.text("id")),
                                    row.digest("digest"),
                                    Outcome.of(row.text("outcome"))),
                            n),
                    concerned);
        }
    }

    private void stand(Source source, Optional<Stands> now, Set<RecordId> concerned) {
        Stands before = stands.remove(source);
        if (before != null) {
            rows.getOrDefault(before.id(), new HashSet<>()).remove(source);
            concerned.add(before.id());
        }
        if (now.isPresent()) {
            stands.put(source, now.get());
            rows.computeIfAbsent(now.get().id(), unused -> new HashSet<>()).add(source);
            concerned.add(now.get().id());
        }
    }

    private void unsealed(Transaction tx, Set<RecordId> concerned) throws SQLException {
        for (long n : touched.take(tx, "unsealed")) {
            prove(
                    new Source("unsealed", n),
                    tx.list("SELECT body FROM unsealed WHERE n = ?", this::version, n),
                    concerned);
        }
    }

    private void proofs(Transaction tx, Set<RecordId> concerned) throws SQLException {
        for (long n : touched.take(tx, "proof")) {
            prove(
                    new Source("proof", n),
                    tx.list(
                            "SELECT document FROM proof WHERE rowid = ?",
                            row -> RecordVersion.read(
                                    Proof.ofFrame(row.bytes("document")).record(), evidence.hash()),
                            n),
                    concerned);
        }
    }

    private RecordVersion version(Row row) throws SQLException {
        return RecordVersion.read(row.text("body").getBytes(StandardCharsets.UTF_8), evidence.hash());
    }

    private void parcels(Transaction tx, Set<RecordId> concerned, Directory now) throws SQLException {
        Set<Long> changed = new LinkedHashSet<>(touched.take(tx, "parcel"));
        for (long n : changed) {
            Optional<Parcels.Key> key = tx.find(
                    "SELECT ledger, epoch, sequence FROM parcel WHERE rowid = ?",
                    row -> new Parcels.Key(row.number("ledger"), row.number("epoch"), row.number("sequence")),
                    n);
            Optional<Parcels.Stored> stored = key.isEmpty() ? Optional.empty() : Parcels.find(tx, key.get());
            stored.ifPresentOrElse(parcel -> parcels.put(n, parcel), () -> parcels.remove(n));
        }
        if (directory != now) {
            // what counts, and what is sound, is the directory's word
            directory = now;
            changed.addAll(parcels.keySet());
            concerned.addAll(sources.keySet());
            concerned.addAll(rows.keySet());
        }
        for (long n : changed) {
            Parcels.@Nullable Stored parcel = parcels.get(n);
            prove(new Source("parcel", n), parcel == null ? List.of() : proved(tx, parcel, now), concerned);
        }
    }

    private List<RecordVersion> proved(Transaction tx, Parcels.Stored parcel, Directory now) throws SQLException {
        LedgerId ledger = Ledgers.find(tx, parcel.key().ledger()).orElseThrow().ledger();
        Optional<LastGood> lastGood = now.lastGood(
                ledger.origin(), ledger.stream(), Math.toIntExact(parcel.key().epoch()));
        boolean counts =
                lastGood.isEmpty() || parcel.key().sequence() <= lastGood.get().sequence();
        return counts && !parcel.bodyAwaited() ? evidence.of(ledger, parcel, now) : List.of();
    }

    private void prove(Source source, List<RecordVersion> now, Set<RecordId> concerned) {
        List<RecordVersion> before = versions.put(source, now);
        if (before == now) {
            return;
        }
        if (before != null) {
            for (RecordVersion version : before) {
                sources.getOrDefault(version.id(), new HashSet<>()).remove(source);
                concerned.add(version.id());
            }
        }
        for (RecordVersion version : now) {
            sources.computeIfAbsent(version.id(), unused -> new HashSet<>()).add(source);
            concerned.add(version.id());
        }
        if (now.isEmpty()) {
            versions.remove(source);
        }
    }

    private Optional<String> difference(RecordId id, Directory now) {
        Map<Digest, RecordVersion> proved = new LinkedHashMap<>();
        for (Source source : sources.getOrDefault(id, Set.of())) {
            for (RecordVersion version : versions.getOrDefault(source, List.of())) {
                if (version.id().equals(id)) {
                    proved.put(version.digest(), version);
                }
            }
        }
        Map<Digest, Outcome> stored = new HashMap<>();
        for (Source source : rows.getOrDefault(id, Set.of())) {
            Stands row = java.util.Objects.requireNonNull(stands.get(source));
            if (stored.put(row.digest(), row.outcome()) != null) {
                return Optional.of("a version of " + id + " with digest " + row.digest() + " is stored twice");
            }
        }
        return Audited.difference(id, proved, stored, new Entitlements(now));
    }
}

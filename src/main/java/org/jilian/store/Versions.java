package org.jilian.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jilian.ledger.Outcome;
import org.jilian.record.Hash;
import org.jilian.record.KindName;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * All verified versions of all records: the current one of each in table {@code record}, every other in
 * {@code other_version}. Together they are what the lineage is judged from.
 */
public final class Versions {
    private Versions() {}

    /** Where the signed evidence of a version lies: the parcel and the index in it, from 0. */
    public record Evidence(Parcels.Key parcel, int index) {}

    /**
     * A version held.
     *
     * @param evidence absent until an own version is sealed
     */
    public record Held(RecordVersion version, Outcome outcome, Optional<String> code, Optional<Evidence> evidence) {}

    /** All versions of these records, in no order. */
    public static List<Held> of(Transaction tx, Collection<RecordId> ids, Hash hash) throws SQLException {
        List<Held> held = new ArrayList<>();
        Set<RecordId> asked = new LinkedHashSet<>(ids);
        for (List<RecordId> chunk : Among.chunks(tx, asked)) {
            Among keys = Among.of(tx, chunk.stream().map(RecordId::key).toList());
            Among names = Among.of(tx, chunk.stream().map(RecordId::toString).toList());
            // a key is as good as an id to find few rows by, and is what the index begins with
            tx.each(
                    "SELECT body, ledger, epoch, sequence, idx FROM record WHERE key_hash " + keys.sql(),
                    row -> {
                        Held found = held(row, Outcome.APPLIED, Optional.empty(), hash);
                        if (asked.contains(found.version().id())) {
                            held.add(found);
                        }
                    },
                    keys.parameters());
            tx.list(
                    "SELECT body, outcome, code, ledger, epoch, sequence, idx FROM other_version WHERE id "
                            + names.sql(),
                    row -> held.add(held(row, Outcome.of(row.text("outcome")), row.maybeText("code"), hash)),
                    names.parameters());
        }
        return held;
    }

    /** The current version of this record, if it is held. */
    public static Optional<Held> current(Transaction tx, RecordId id, Hash hash) throws SQLException {
        return tx.find(
                "SELECT body, ledger, epoch, sequence, idx FROM record"
                        + " WHERE key_hash = ? AND kind = ? AND first_author = ?",
                row -> held(row, Outcome.APPLIED, Optional.empty(), hash),
                id.key(),
                id.kind(),
                id.firstAuthor());
    }

    /** Current versions of a kind by natural key, whatever node authored them first. */
    public static List<RecordVersion> byNaturalKey(Transaction tx, KindName kind, Collection<String> keys, Hash hash)
            throws SQLException {
        List<RecordVersion> found = new ArrayList<>();
        for (List<String> chunk : Among.chunks(tx, keys)) {
            Among among = Among.of(tx, chunk);
            tx.list(
                    "SELECT body FROM record WHERE key_hash " + among.sql() + " AND kind = ?",
                    row -> found.add(version(row.text("body"), hash)),
                    among.and(kind));
        }
        return found;
    }

    private static final String COLUMNS = "key_hash, kind, first_author, id, version, digest, previous, author, holder,"
            + " status, division, period, subject, at, body, ledger, epoch, sequence, idx";

    /** Current versions of records of which no version was held before. */
    public static void putFirst(Transaction tx, List<Held> versions) throws SQLException {
        tx.insert("record", COLUMNS, versions, Versions::currentRow);
    }

    /** All current versions of a kind: for kinds of which there are some thousands at most, as all rows are looked at. */
    public static List<RecordVersion> currentOf(Transaction tx, KindName kind, Hash hash) throws SQLException {
        return tx.list(
                "SELECT body FROM record WHERE kind = ? ORDER BY id", row -> version(row.text("body"), hash), kind);
    }

    /** Those of these natural keys that a current version of the kind is held of, whatever node authored it first. */
    public static Set<String> keysHeld(Transaction tx, KindName kind, Collection<String> keys) throws SQLException {
        Set<String> held = new HashSet<>();
        for (List<String> chunk : Among.chunks(tx, keys)) {
            Among among = Among.of(tx, chunk);
            // the primary key alone answers this
            tx.each(
                    "SELECT key_hash FROM record WHERE key_hash " + among.sql() + " AND kind = ?",
                    row -> held.add(row.text("key_hash")),
                    among.and(kind));
        }
        return held;
    }

    /** Current versions in place of what stood there; a record has one row whatever it was before. */
    public static void putCurrent(Transaction tx, List<Held> versions) throws SQLException {
        tx.batch(
                "INSERT INTO record (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (key_hash, kind, first_author) DO UPDATE SET version = excluded.version,"
                        + " digest = excluded.digest, previous = excluded.previous, author = excluded.author,"
                        + " holder = excluded.holder, status = excluded.status, division = excluded.division,"
                        + " period = excluded.period, subject = excluded.subject, at = excluded.at, body = excluded.body,"
                        + " ledger = excluded.ledger, epoch = excluded.epoch, sequence = excluded.sequence,"
                        + " idx = excluded.idx",
                versions,
                Versions::currentRow);
    }

    private static @Nullable Object[] currentRow(Held held) {
        RecordVersion version = held.version();
        return Transaction.values(
                version.id().key(),
                version.kind(),
                version.id().firstAuthor(),
                version.id(),
                version.version(),
                version.digest(),
                version.previous(),
                version.author(),
                version.holder(),
                version.status(),
                version.division(),
                version.period(),
                version.subject(),
                version.at(),
                json(version),
                held.evidence().map(e -> e.parcel().ledger()),
                held.evidence().map(e -> e.parcel().epoch()),
                held.evidence().map(e -> e.parcel().sequence()),
                held.evidence().map(Evidence::index));
    }

    /** Versions that are not current: history, waiting, refused. */
    public static void putOther(Transaction tx, List<Held> versions) throws SQLException {
        tx.batch(
                "INSERT INTO other_version (id, digest, version, outcome, code, body, ledger, epoch, sequence, idx)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id, digest) DO UPDATE SET outcome = excluded.outcome, code = excluded.code",
                versions,
                held -> Transaction.values(
                        held.version().id(),
                        held.version().digest(),
                        held.version().version(),
                        held.outcome().word(),
                        held.code(),
                        json(held.version()),
                        held.evidence().map(e -> e.parcel().ledger()),
                        held.evidence().map(e -> e.parcel().epoch()),
                        held.evidence().map(e -> e.parcel().sequence()),
                        held.evidence().map(Evidence::index)));
    }

    /** Current versions that a newer one is about to replace, with the evidence that stands beside them now. */
    public static void moveToHistory(Transaction tx, List<Held> replaced) throws SQLException {
        putOther(tx, replaced);
        tx.batch(
                "UPDATE other_version SET (ledger, epoch, sequence, idx) = (SELECT ledger, epoch, sequence, idx FROM record"
                        + " WHERE key_hash = ? AND id = ? AND digest = ?) WHERE id = ? AND digest = ? AND ledger IS NULL"
                        + " AND EXISTS (SELECT 1 FROM record WHERE key_hash = ? AND id = ? AND digest = ?)",
                replaced,
                held -> Transaction.values(
                        held.version().id().key(),
                        held.version().id(),
                        held.version().digest(),
                        held.version().id(),
                        held.version().digest(),
                        held.version().id().key(),
                        held.version().id(),
                        held.version().digest()));
    }

    public static void removeOther(Transaction tx, List<RecordVersion> versions) throws SQLException {
        tx.batch(
                "DELETE FROM other_version WHERE id = ? AND digest = ?",
                versions,
                version -> Transaction.values(version.id(), version.digest()));
    }

    public static void removeCurrent(Transaction tx, RecordId id) throws SQLException {
        tx.update(
                "DELETE FROM record WHERE key_hash = ? AND kind = ? AND first_author = ?",
                id.key(),
                id.kind(),
                id.firstAuthor());
    }

    /** An own version was sealed: its evidence is here now, wherever the version stands meanwhile. */
    public static void sealed(Transaction tx, List<Held> versions) throws SQLException {
        tx.batch(
                "UPDATE record SET ledger = ?, epoch = ?, sequence = ?, idx = ?"
                        + " WHERE key_hash = ? AND kind = ? AND first_author = ? AND digest = ? AND ledger IS NULL",
                versions,
                held -> {
                    Evidence evidence = held.evidence().orElseThrow();
                    return Transaction.values(
                            evidence.parcel().ledger(),
                            evidence.parcel().epoch(),
                            evidence.parcel().sequence(),
                            evidence.index(),
                            held.version().id().key(),
                            held.version().kind(),
                            held.version().id().firstAuthor(),
                            held.version().digest());
                });
    }

    public static void sealedOther(Transaction tx, List<Held> versions) throws SQLException {
        tx.batch(
                "UPDATE other_version SET ledger = ?, epoch = ?, sequence = ?, idx = ?"
                        + " WHERE id = ? AND digest = ? AND ledger IS NULL",
                versions,
                held -> {
                    Evidence evidence = held.evidence().orElseThrow();
                    return Transaction.values(
                            evidence.parcel().ledger(),
                            evidence.parcel().epoch(),
                            evidence.parcel().sequence(),
                            evidence.index(),
                            held.version().id(),
                            held.version().digest());
                });
    }

    /** A version stands in a further ledger. */
    public static void addPlaces(Transaction tx, List<Held> versions) throws SQLException {
        tx.batch(
                "INSERT INTO other_place (id, digest, ledger, epoch, sequence, idx) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                versions,
                held -> {
                    Evidence evidence = held.evidence().orElseThrow();
                    return Transaction.values(
                            held.version().id(),
                            held.version().digest(),
                            evidence.parcel().ledger(),
                            evidence.parcel().epoch(),
                            evidence.parcel().sequence(),
                            evidence.index());
                });
    }

    /** Every further place of this version, besides the one it is held with. */
    public static List<Evidence> furtherPlaces(Transaction tx, RecordVersion version) throws SQLException {
        return tx.list(
                "SELECT ledger, epoch, sequence, idx FROM other_place WHERE id = ? AND digest = ?"
                        + " ORDER BY ledger, epoch, sequence, idx",
                row -> evidence(row).orElseThrow(),
                version.id().toString(),
                version.digest());
    }

    /** Every place where a version stands. */
    public static List<Evidence> places(Transaction tx, Held held) throws SQLException {
        List<Evidence> places = new ArrayList<>(held.evidence().stream().toList());
        places.addAll(furtherPlaces(tx, held.version()));
        return places;
    }

    /** Versions whose kind no directory described when they came. */
    public static List<Held> undescribed(Transaction tx, Hash hash) throws SQLException {
        return tx.list(
                "SELECT body, outcome, code, ledger, epoch, sequence, idx FROM other_version WHERE code = 'KIND_UNKNOWN'"
                        + " ORDER BY ledger, epoch, sequence, idx",
                row -> held(row, Outcome.of(row.text("outcome")), row.maybeText("code"), hash));
    }

    /** Current versions in the order of their keys, of records after this one. */
    public static List<RecordVersion> currentAfter(Transaction tx, Optional<RecordId> after, int limit, Hash hash)
            throws SQLException {
        return tx.list(
                "SELECT body FROM record WHERE (key_hash, kind, first_author) > (?, ?, ?)"
                        + " ORDER BY key_hash, kind, first_author LIMIT ?",
                row -> version(row.text("body"), hash),
                after.map(RecordId::key).orElse(""),
                after.map(id -> id.kind().value()).orElse(""),
                after.map(id -> id.firstAuthor().value()).orElse(""),
                limit);
    }

    /** Ids of which other versions than the current one are held, in their order, after this one. */
    public static List<RecordId> othersAfter(Transaction tx, String after, int limit) throws SQLException {
        return tx.list(
                "SELECT DISTINCT id FROM other_version WHERE id > ? ORDER BY id LIMIT ?",
                row -> RecordId.parse(row.text("id")),
                after,
                limit);
    }

    /**
     * Ids of the records about these subjects. No index has them, so that authoring and applying pay for none: all rows
     * are looked at, and only ids are read of them.
     */
    public static List<RecordId> idsOf(Transaction tx, Collection<String> subjects) throws SQLException {
        List<RecordId> ids = new ArrayList<>();
        for (List<String> chunk : Among.chunks(tx, subjects)) {
            Among among = Among.of(tx, chunk);
            tx.each(
                    "SELECT id FROM record WHERE subject " + among.sql(),
                    row -> ids.add(RecordId.parse(row.text("id"))),
                    among.parameters());
        }
        return ids;
    }

    /** Current hour certificates of these subjects, in force or not; an index has them. */
    public static List<RecordVersion> certificatesOf(Transaction tx, Collection<String> subjects, Hash hash)
            throws SQLException {
        List<RecordVersion> found = new ArrayList<>();
        for (List<String> chunk : Among.chunks(tx, subjects)) {
            Among among = Among.of(tx, chunk);
            tx.each(
                    "SELECT body FROM record WHERE kind = 'hour-certificate' AND subject " + among.sql(),
                    row -> found.add(version(row.text("body"), hash)),
                    among.parameters());
        }
        return found;
    }

    /** What is done with each of many versions. */
    public interface Each {
        void accept(RecordVersion version) throws SQLException;
    }

    /** All versions of a kind that are in force; memory does not grow with their number. */
    public static void eachActive(Transaction tx, KindName kind, Hash hash, Each each) throws SQLException {
        tx.each(
                "SELECT body FROM record WHERE kind = ? AND status = ?",
                row -> each.accept(version(row.text("body"), hash)),
                kind,
                RecordVersion.ACTIVE);
    }

    /** As if this version had never come, but for its parcels. */
    public static void forget(Transaction tx, RecordVersion version) throws SQLException {
        tx.update("DELETE FROM other_version WHERE id = ? AND digest = ?", version.id(), version.digest());
        tx.update("DELETE FROM other_place WHERE id = ? AND digest = ?", version.id(), version.digest());
    }

    /** The parcel at this place ceases to count: another place takes over as evidence, if there is one. */
    public static void removePlace(Transaction tx, RecordVersion version, Parcels.Key parcel) throws SQLException {
        tx.update(
                "DELETE FROM other_place WHERE id = ? AND digest = ? AND ledger = ? AND epoch = ? AND sequence = ?",
                version.id(),
                version.digest(),
                parcel.ledger(),
                parcel.epoch(),
                parcel.sequence());
        Optional<Evidence> next = furtherPlaces(tx, version).stream().findFirst();
        int moved = 0;
        for (String table : List.of("record", "other_version")) {
            moved += tx.update(
                    "UPDATE " + table + " SET ledger = ?, epoch = ?, sequence = ?, idx = ?"
                            + " WHERE id = ? AND digest = ? AND ledger = ? AND epoch = ? AND sequence = ?"
                            + (table.equals("record") ? " AND key_hash = ?" : " AND id = ?"),
                    next.map(e -> e.parcel().ledger()),
                    next.map(e -> e.parcel().epoch()),
                    next.map(e -> e.parcel().sequence()),
                    next.map(Evidence::index),
                    version.id(),
                    version.digest(),
                    parcel.ledger(),
                    parcel.epoch(),
                    parcel.sequence(),
                    table.equals("record") ? version.id().key() : version.id());
        }
        if (moved > 0 && next.isPresent()) {
            tx.update(
                    "DELETE FROM other_place WHERE id = ? AND digest = ? AND ledger = ? AND epoch = ? AND sequence = ?",
                    version.id(),
                    version.digest(),
                    next.get().parcel().ledger(),
                    next.get().parcel().epoch(),
                    next.get().parcel().sequence());
        }
    }

    /** Whether any parcel that counts holds this version. */
    public static boolean hasPlace(Transaction tx, RecordVersion version) throws SQLException {
        return tx.find(
                                "SELECT count(*) AS n FROM (SELECT ledger FROM record WHERE key_hash = ? AND id = ? AND digest = ?"
                                        + " AND ledger IS NOT NULL UNION ALL SELECT ledger FROM other_version WHERE id = ?"
                                        + " AND digest = ? AND ledger IS NOT NULL UNION ALL SELECT ledger FROM other_place"
                                        + " WHERE id = ? AND digest = ?) AS places",
                                row -> row.number("n"),
                                version.id().key(),
                                version.id(),
                                version.digest(),
                                version.id(),
                                version.digest(),
                                version.id(),
                                version.digest())
                        .orElseThrow()
                > 0;
    }

    /** Versions that wait for the one before them, in the order of their ids, of ids after the given one. */
    public static List<RecordVersion> awaitingPredecessor(Transaction tx, String afterId, int limit, Hash hash)
            throws SQLException {
        return tx.list(
                "SELECT body FROM other_version WHERE outcome = ? AND code = ? AND id > ? ORDER BY id, digest LIMIT ?",
                row -> version(row.text("body"), hash),
                Outcome.WAITING.word(),
                RefusalCode.PREDECESSOR_MISSING.name(),
                afterId,
                limit);
    }

    public static long count(Transaction tx) throws SQLException {
        return tx.find("SELECT count(*) AS n FROM record", row -> row.number("n"))
                .orElseThrow();
    }

    private static Held held(Row row, Outcome outcome, Optional<String> code, Hash hash) throws SQLException {
        return new Held(version(row.text("body"), hash), outcome, code, evidence(row));
    }

    private static Optional<Evidence> evidence(Row row) throws SQLException {
        Optional<Long> ledger = row.maybeNumber("ledger");
        return ledger.isEmpty()
                ? Optional.empty()
                : Optional.of(new Evidence(
                        new Parcels.Key(ledger.get(), row.number("epoch"), row.number("sequence")),
                        row.integer("idx")));
    }

    private static JsonText json(RecordVersion version) {
        return new JsonText(version.bytes());
    }

    private static RecordVersion version(String body, Hash hash) {
        return RecordVersion.read(body.getBytes(StandardCharsets.UTF_8), hash);
    }
}

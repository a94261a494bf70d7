package org.jilian.exchange;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jilian.ledger.Outcome;
import org.jilian.ledger.RecordOutcome;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.store.Ledgers;
import org.jilian.store.Outcomes;
import org.jilian.store.Parcels;
import org.jilian.store.Transaction;
import org.jilian.store.Turns;
import org.jilian.store.Versions;
import org.jilian.store.Versions.Evidence;
import org.jilian.store.Versions.Held;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of one parcel into the tables, within the transaction that also writes the parcel and the position.
 *
 * <p>Afterwards, for every record touched, the current version and the outcome of every other are what {@link Lineage}
 * says of all versions held: so it does not matter in which order parcels of different ledgers come. What was said before
 * and is no longer so is said again under a new number ("restated").
 */
final class Apply {
    private final Transaction tx;
    private final Hash hash;
    private final Lineage.Entitlement entitlement;
    private final Map<Long, List<RecordOutcome>> outcomes = new LinkedHashMap<>();
    private final Map<Long, Long> numbers = new HashMap<>();
    private final Forks forks;
    private final Writes writes = new Writes();
    /** Whether these records were said to wait for their body before: then even "applied" is news. */
    private boolean late;

    Apply(Transaction tx, Hash hash, Lineage.Entitlement entitlement, Instant now) {
        this.forks = new Forks(tx, hash, now);
        this.tx = tx;
        this.hash = hash;
        this.entitlement = entitlement;
    }

    /** What is to be written, collected so that each table gets one batch. */
    private static final class Writes {
        /** Of records not held before. */
        final List<Held> first = new ArrayList<>();

        final List<Held> current = new ArrayList<>();
        final List<Held> other = new ArrayList<>();
        final List<RecordVersion> noLongerOther = new ArrayList<>();
        final List<Held> places = new ArrayList<>();
    }

    /**
     * @param restated ledgers with new outcomes, whose receipts are due again
     * @param current versions that are current now and were not before
     */
    record Result(Set<Long> restated, List<RecordVersion> current) {}

    Result parcel(Parcels.Key key, List<Prepared> prepared, List<Disclose.Finding> findings) throws SQLException {
        Map<RecordId, List<Held>> arrived = new LinkedHashMap<>();
        List<Held> undescribed = new ArrayList<>();
        for (Prepared each : prepared) {
            Evidence place = new Evidence(key, each.index());
            if (each instanceof Prepared.Sound sound) {
                arrived.computeIfAbsent(sound.version().id(), unused -> new ArrayList<>())
                        .add(new Held(sound.version(), Outcome.APPLIED, Optional.empty(), Optional.of(place)));
            } else if (each instanceof Prepared.Unknown unknown) {
                say(place, Outcome.WAITING, unknown.refusal());
                undescribed.add(new Held(
                        unknown.version(),
                        Outcome.WAITING,
                        Optional.of(unknown.refusal().code().name()),
                        Optional.of(place)));
            } else if (each instanceof Prepared.Unsound unsound) {
                say(place, Outcome.REFUSED, unsound.refusal());
            } else if (each instanceof Prepared.Absent) {
                say(place, Outcome.WAITING, new Refusal(RefusalCode.BODY, "the body of its parcel is awaited"));
            }
        }
        keep(undescribed);
        judge(arrived, Map.of());
        for (Disclose.Finding finding : findings) {
            say(key, finding);
        }
        return finish();
    }

    /** The records of a parcel whose body came after its header. */
    Result lateBody(Parcels.Key key, List<Prepared> prepared, List<Disclose.Finding> findings) throws SQLException {
        late = true;
        return parcel(key, prepared, findings);
    }

    /** A version that came alone with its proof, and is not held yet. */
    Result proved(RecordVersion version) throws SQLException {
        judge(
                Map.of(version.id(), List.of(new Held(version, Outcome.APPLIED, Optional.empty(), Optional.empty()))),
                Map.of());
        return finish();
    }

    /** Judges records again whose evidence or whose kind's description changed; {@code gone} versions no longer count. */
    Result again(Collection<RecordId> ids, Map<RecordId, Set<Digest>> gone) throws SQLException {
        Map<RecordId, List<Held>> none = new LinkedHashMap<>();
        ids.forEach(id -> none.put(id, List.of()));
        judge(none, gone);
        return finish();
    }

    /** Of a kind that is not described yet: each is kept once, with every place it stands at. */
    private void keep(List<Held> undescribed) throws SQLException {
        if (undescribed.isEmpty()) {
            return;
        }
        Set<RecordId> ids = new HashSet<>();
        undescribed.forEach(held -> ids.add(held.version().id()));
        Turns.take(tx, ids);
        Map<Digest, Held> known = new HashMap<>();
        Versions.of(tx, ids, hash).forEach(held -> known.put(held.version().digest(), held));
        for (Held held : undescribed) {
            Held before = known.putIfAbsent(held.version().digest(), held);
            if (before == null) {
                writes.other.add(held);
            } else if (!before.evidence().equals(held.evidence())) {
                writes.places.add(held);
            }
        }
    }

    /**
     * The protected values of these versions are here after all; said wherever their absence was the last word.
     *
     * @param wrong of which of them something else is wrong, and what
     */
    Result valuesCame(Collection<Held> versions, Map<Digest, Refusal> wrong) throws SQLException {
        for (Held held : versions) {
            for (Evidence place : places(held, false)) {
                Optional<RecordOutcome> last = Outcomes.last(tx, place);
                Refusal why = last.map(RecordOutcome::refusal).orElse(null);
                if (why != null
                        && (why.code() == RefusalCode.DISCLOSURE_ABSENT
                                || why.code() == RefusalCode.DISCLOSURE_WRONG)) {
                    say(place, last.get().outcome(), wrong.get(held.version().digest()));
                }
            }
        }
        return finish();
    }

    private void judge(Map<RecordId, List<Held>> arrived, Map<RecordId, Set<Digest>> gone) throws SQLException {
        Turns.take(tx, arrived.keySet());
        Map<RecordId, List<Held>> known = new HashMap<>();
        for (Held held : Versions.of(tx, arrived.keySet(), hash)) {
            known.computeIfAbsent(held.version().id(), unused -> new ArrayList<>())
                    .add(held);
        }
        for (Map.Entry<RecordId, List<Held>> each : arrived.entrySet()) {
            List<Held> before = known.getOrDefault(each.getKey(), List.of());
            if (before.isEmpty() && isPlainFirst(each.getValue())) {
                Held first = each.getValue().get(0);
                writes.first.add(first);
                if (late) {
                    say(first.evidence().orElseThrow(), Outcome.APPLIED, null);
                }
            } else {
                record(each.getKey(), before, each.getValue(), gone.getOrDefault(each.getKey(), Set.of()));
            }
        }
    }

    /** Most records by far: version 1 of something not seen before. */
    private boolean isPlainFirst(List<Held> arrived) {
        return arrived.size() == 1
                && arrived.get(0).version().version() == 1
                && entitlement.beginning(arrived.get(0).version()).isEmpty();
    }

    private void record(RecordId id, List<Held> before, List<Held> arrived, Set<Digest> gone) throws SQLException {
        Map<Digest, Held> all = new LinkedHashMap<>();
        Map<Digest, Held> fresh = new LinkedHashMap<>();
        for (Held held : before) {
            // of a kind that is not described, nothing is judged
            if (!held.code().equals(Optional.of(RefusalCode.KIND_UNKNOWN.name()))) {
                all.put(held.version().digest(), held);
            }
        }
        all.keySet().removeAll(gone);
        for (Held held : arrived) {
            Digest digest = held.version().digest();
            if (all.containsKey(digest)) {
                alreadyHeld(all.get(digest), held);
            } else {
                all.put(digest, held);
                fresh.put(digest, held);
            }
        }
        Lineage.Judgement judgement =
                Lineage.judge(all.values().stream().map(Held::version).toList(), entitlement);
        forks.judged(id, judgement.forks(), before);
        Optional<RecordVersion> wasCurrent = before.stream()
                .filter(held -> held.outcome() == Outcome.APPLIED)
                .map(Held::version)
                .findFirst();
        for (Held held : all.values()) {
            Lineage.Verdict verdict = java.util.Objects.requireNonNull(
                    judgement.verdicts().get(held.version().digest()));
            write(held, verdict, fresh.containsKey(held.version().digest()));
        }
        if (judgement.current().isEmpty() && wasCurrent.isPresent()) {
            Versions.removeCurrent(tx, id);
        }
        writes.noLongerOther.addAll(before.stream()
                .map(Held::version)
                .filter(version -> gone.contains(version.digest()))
                .toList());
    }

    /** The same version again: from another ledger, or an own one that came back after a restored backup. */
    private void alreadyHeld(Held known, Held arrived) throws SQLException {
        Evidence place = arrived.evidence().orElseThrow();
        if (known.evidence().isEmpty()) {
            Held sealed = new Held(known.version(), known.outcome(), known.code(), Optional.of(place));
            Versions.sealed(tx, List.of(sealed));
            Versions.sealedOther(tx, List.of(sealed));
        } else if (!known.evidence().get().equals(place)) {
            writes.places.add(arrived);
        }
        say(place, Outcome.HELD, null);
    }

    private void write(Held held, Lineage.Verdict verdict, boolean fresh) throws SQLException {
        Refusal refusal = verdict.refusal();
        Optional<String> code =
                refusal == null ? Optional.empty() : Optional.of(refusal.code().name());
        boolean same =
                !fresh && held.outcome() == verdict.outcome() && held.code().equals(code);
        if (!same) {
            Held now = new Held(held.version(), verdict.outcome(), code, held.evidence());
            if (verdict.outcome() == Outcome.APPLIED) {
                writes.current.add(now);
                writes.noLongerOther.add(held.version());
            } else {
                writes.other.add(now);
            }
        }
        if (fresh ? late || verdict.outcome() != Outcome.APPLIED : changed(held, verdict)) {
            for (Evidence place : places(held, fresh)) {
                say(place, verdict.outcome(), refusal);
            }
        }
    }

    /** A version that was applied and became history is no news: its successor says it. */
    private static boolean changed(Held before, Lineage.Verdict verdict) {
        boolean wasAccepted = before.outcome() == Outcome.APPLIED || before.outcome() == Outcome.SUPERSEDED;
        return wasAccepted != verdict.accepted() || !wasAccepted && before.outcome() != verdict.outcome();
    }

    private List<Evidence> places(Held held, boolean fresh) throws SQLException {
        List<Evidence> places = new ArrayList<>();
        held.evidence().ifPresent(places::add);
        if (!fresh) {
            places.addAll(Versions.furtherPlaces(tx, held.version()));
        }
        return places;
    }

    private void say(Evidence place, Outcome outcome, @Nullable Refusal refusal) throws SQLException {
        long ledger = place.parcel().ledger();
        Long last = numbers.get(ledger);
        if (last == null) {
            last = Ledgers.lock(tx, ledger).outcomes();
        }
        numbers.put(ledger, last + 1);
        outcomes.computeIfAbsent(ledger, unused -> new ArrayList<>())
                .add(new RecordOutcome(
                        last + 1, place.parcel().epoch(), place.parcel().sequence(), place.index(), outcome, refusal));
    }

    /** Beside what became of the record, which stays the last word; of a refused one no value is missed. */
    private void say(Parcels.Key parcel, Disclose.Finding finding) throws SQLException {
        Evidence place = new Evidence(parcel, finding.index());
        Optional<RecordOutcome> said = outcomes.getOrDefault(parcel.ledger(), List.of()).stream()
                .filter(each -> each.epoch() == parcel.epoch()
                        && each.sequence() == parcel.sequence()
                        && each.index() == finding.index())
                .reduce((first, last) -> last);
        Outcome outcome = said.map(RecordOutcome::outcome).orElse(Outcome.APPLIED);
        if (outcome == Outcome.REFUSED) {
            return;
        }
        say(place, outcome, finding.refusal());
        Refusal why = said.map(RecordOutcome::refusal).orElse(null);
        if (why != null) {
            say(place, outcome, why);
        }
    }

    private Result finish() throws SQLException {
        Versions.removeOther(tx, writes.noLongerOther);
        Versions.putFirst(tx, writes.first);
        Versions.putCurrent(tx, writes.current);
        Versions.putOther(tx, writes.other);
        Versions.addPlaces(tx, writes.places);
        for (Map.Entry<Long, List<RecordOutcome>> each : outcomes.entrySet()) {
            Outcomes.add(tx, each.getKey(), each.getValue());
            Ledgers.outcomes(tx, each.getKey(), java.util.Objects.requireNonNull(numbers.get(each.getKey())));
        }
        List<RecordVersion> current = Stream.concat(writes.first.stream(), writes.current.stream())
                .map(Held::version)
                .toList();
        return new Result(new HashSet<>(outcomes.keySet()), current);
    }
}

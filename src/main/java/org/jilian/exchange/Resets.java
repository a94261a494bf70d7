package org.jilian.exchange;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Proof;
import org.jilian.ledger.Records;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Proofs;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Resets and revocations (重置): a ledger goes on in a new epoch after the last good parcel that the directory names. The
 * later parcels of the old epoch stay as evidence and cease to count; what depended on them is judged again. All of it
 * happens in the transaction that stores the directory version, so no state between is ever seen.
 */
final class Resets {
    private final Self self;

    Resets(Self self) {
        this.self = self;
    }

    /** Brings every ledger in line with a new directory. @return numbers of ledgers with new outcomes */
    Set<Long> take(Transaction tx, Directory directory) throws SQLException {
        Set<Long> restated = new HashSet<>();
        for (Ledgers.Position position : Ledgers.all(tx)) {
            LedgerId ledger = position.ledger();
            Optional<LastGood> lastGood =
                    directory.lastGood(ledger.origin(), ledger.stream(), Math.toIntExact(position.epoch()));
            if (lastGood.isPresent() && position.sequence() > lastGood.get().sequence()) {
                restated.addAll(discount(tx, position, lastGood.get(), directory));
            } else if (lastGood.isPresent()
                    && position.sequence() < lastGood.get().sequence()) {
                // the directory has said what is good: whoever stopped before it takes the rest, and then enters the
                // epoch
                Ledgers.resume(tx, position.n());
            }
            enterNextEpoch(tx, ledger, directory);
        }
        restated.addAll(discountProofs(tx, directory));
        return restated;
    }

    /** Lone proofs whose parcel ceased to count prove nothing any more. */
    private Set<Long> discountProofs(Transaction tx, Directory directory) throws SQLException {
        Map<RecordId, Set<Digest>> gone = new HashMap<>();
        for (Proofs.Stored proof : Proofs.all(tx)) {
            LedgerId ledger = proof.place().ledger();
            boolean counts = directory
                    .lastGood(
                            ledger.origin(),
                            ledger.stream(),
                            Math.toIntExact(proof.place().epoch()))
                    .map(lastGood -> proof.place().sequence() <= lastGood.sequence())
                    .orElse(true);
            if (!counts) {
                Proofs.remove(tx, proof);
                RecordVersion version = RecordVersion.read(
                        Proof.ofFrame(proof.document()).record(), self.suite().hash());
                if (!Versions.hasPlace(tx, version)) {
                    gone.computeIfAbsent(version.id(), unused -> new HashSet<>())
                            .add(version.digest());
                }
            }
        }
        return new Apply(tx, self.suite().hash(), new Entitlements(directory))
                .again(gone.keySet(), gone)
                .restated();
    }

    /** Once everything good of its epoch is held, a ledger enters the epoch that the directory names next. */
    void enterNextEpoch(Transaction tx, LedgerId ledger, Directory directory) throws SQLException {
        Ledgers.Position position = Ledgers.find(tx, ledger).orElseThrow();
        long named = directory.epoch(ledger.origin(), ledger.stream());
        while (position.epoch() < named) {
            Optional<LastGood> lastGood =
                    directory.lastGood(ledger.origin(), ledger.stream(), Math.toIntExact(position.epoch()));
            if (lastGood.isEmpty() || position.sequence() < lastGood.get().sequence()) {
                return;
            }
            Ledgers.reset(tx, position, position.epoch() + 1, lastGood.get().header());
            position = Ledgers.find(tx, ledger).orElseThrow();
        }
    }

    /** Takes the versions of parcels beyond the last good one out of the judgement, wherever no other place holds them. */
    private Set<Long> discount(Transaction tx, Ledgers.Position position, LastGood lastGood, Directory directory)
            throws SQLException {
        Map<RecordId, Set<Digest>> gone = new HashMap<>();
        Parcels.Key from = new Parcels.Key(position.n(), position.epoch(), lastGood.sequence());
        for (Parcels.Stored parcel : Parcels.after(tx, from, Integer.MAX_VALUE)) {
            for (RecordVersion version : versions(parcel, self.suite().hash())) {
                Versions.removePlace(tx, version, parcel.key());
                if (!Versions.hasPlace(tx, version) && Proofs.find(tx, version).isEmpty()) {
                    gone.computeIfAbsent(version.id(), unused -> new HashSet<>())
                            .add(version.digest());
                }
            }
        }
        Ledgers.rewind(tx, position, lastGood.sequence(), lastGood.header());
        return new Apply(tx, self.suite().hash(), new Entitlements(directory))
                .again(gone.keySet(), gone)
                .restated();
    }

    private static List<RecordVersion> versions(Parcels.Stored parcel, Hash hash) {
        if (parcel.bodyAwaited()) {
            return List.of();
        }
        Header header = Header.read(parcel.parcel().header());
        return Records.unpack(parcel.parcel().records(), header.body().recordBytes()).stream()
                .flatMap(bytes -> sound(bytes, hash).stream())
                .toList();
    }

    /** A record that was refused for its form has no version to take out. */
    private static Optional<RecordVersion> sound(byte[] bytes, Hash hash) {
        try {
            return Optional.of(RecordVersion.read(bytes, hash));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}

package org.jilian.exchange;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.directory.Start;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.ParcelWriter;
import org.jilian.ledger.Place;
import org.jilian.ledger.Proof;
import org.jilian.ledger.Records;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Equivocations;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Proofs;
import org.jilian.store.Transaction;
import org.jilian.store.Unsealed;
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
            restated.addAll(align(tx, position.ledger(), directory));
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
                if (!Versions.hasPlace(tx, version) && !Unsealed.holds(tx, version)) {
                    gone.computeIfAbsent(version.id(), unused -> new HashSet<>())
                            .add(version.digest());
                }
            }
        }
        return new Apply(tx, self.suite().hash(), new Entitlements(directory), self.now())
                .again(gone.keySet(), gone)
                .restated();
    }

    /** The header that this directory wants at a place, as far as the headers held here tell: as good as its signature. */
    Optional<Digest> wanted(Transaction tx, Place place, Directory directory) throws SQLException {
        Optional<Ledgers.Position> position = Ledgers.find(tx, place.ledger());
        Optional<LastGood> bound = lastGood(place.ledger(), place.epoch(), directory);
        if (position.isEmpty() || bound.isEmpty()) {
            return Optional.empty();
        }
        Optional<Digest> wanted = bound.get().header();
        for (long at = bound.get().sequence(); at > place.sequence() && wanted.isPresent(); at--) {
            wanted = previous(tx, new Parcels.Key(position.get().n(), place.epoch(), at), wanted.get());
        }
        return place.sequence() <= bound.get().sequence() ? wanted : Optional.empty();
    }

    /**
     * Discounts what lies beyond the last good parcels, or on another branch than they do, and goes back to before it. The
     * good branch below a last good parcel shows itself one header at a time, as its parcels come.
     */
    Set<Long> align(Transaction tx, LedgerId ledger, Directory directory) throws SQLException {
        Set<Long> restated = new HashSet<>();
        Ledgers.Position position = Ledgers.lock(tx, ledger);
        for (long epoch = 1; epoch <= position.epoch(); epoch++) {
            Optional<LastGood> bound = lastGood(ledger, epoch, directory);
            if (bound.isEmpty()) {
                continue;
            }
            long held = epoch < position.epoch() ? bound.get().sequence() : position.sequence();
            long good = Math.min(held, goodUpTo(tx, position.n(), bound.get()));
            restated.addAll(discount(
                    tx, new Parcels.Key(position.n(), epoch, good), bound.get().sequence(), directory));
            if (good < bound.get().sequence() && (epoch < position.epoch() || good < held)
                    || epoch == position.epoch() && held > bound.get().sequence()) {
                goBack(tx, position, new Place(ledger, epoch, good), directory);
                break;
            }
        }
        if (lastGood(ledger, position.epoch(), directory).isPresent()) {
            // the directory has said what is good: whoever stopped takes what he lacks of it, and enters the next epoch
            Ledgers.resume(tx, position.n());
        }
        enterNextEpoch(tx, ledger, directory);
        return restated;
    }

    private static Optional<LastGood> lastGood(LedgerId ledger, long epoch, Directory directory) {
        return directory.lastGood(ledger.origin(), ledger.stream(), Math.toIntExact(epoch));
    }

    /** The highest sequence below which nothing held is known to be of another branch than the last good header. */
    private static long goodUpTo(Transaction tx, long ledger, LastGood bound) throws SQLException {
        long good = bound.sequence();
        Optional<Digest> wanted = bound.header();
        for (long at = bound.sequence(); at > 0 && wanted.isPresent(); at--) {
            Parcels.Key key = new Parcels.Key(ledger, bound.epoch(), at);
            Optional<Digest> held = Parcels.digest(tx, key);
            if (held.equals(wanted)) {
                return good;
            }
            if (held.isPresent()) {
                good = at - 1;
            }
            wanted = previous(tx, key, wanted.get());
        }
        return good;
    }

    /** What the header with this digest continues; empty if no such header is held. */
    private static Optional<Digest> previous(Transaction tx, Parcels.Key key, Digest header) throws SQLException {
        Optional<Parcels.Stored> held =
                Parcels.find(tx, key).filter(stored -> stored.digest().equals(header));
        Optional<byte[]> bytes =
                held.isPresent() ? held.map(stored -> stored.parcel().header()) : Equivocations.header(tx, key, header);
        return bytes.map(Header::read).flatMap(Header::previous);
    }

    /** The ledger goes on after this place, with what is known of the parcel at it. */
    private void goBack(Transaction tx, Ledgers.Position position, Place to, Directory directory) throws SQLException {
        LedgerId ledger = to.ledger();
        Optional<Parcels.Stored> head = Parcels.find(tx, new Parcels.Key(position.n(), to.epoch(), to.sequence()));
        Optional<Header> header = head.map(stored -> Header.read(stored.parcel().header()));
        Optional<Digest> digest = head.map(Parcels.Stored::digest);
        if (head.isEmpty() && to.sequence() == 0) {
            digest = directory
                    .reset(ledger.origin(), ledger.stream(), Math.toIntExact(to.epoch()))
                    .flatMap(reset -> reset.lastGood().header());
        } else if (head.isEmpty()) {
            digest = directory
                    .start(self.node(), ledger.origin(), ledger.stream())
                    .map(Start::header);
        }
        Ledgers.goBack(
                tx,
                position,
                to,
                digest,
                header.map(Header::sealedAt).orElse(Instant.EPOCH),
                header.map(Header::directory).orElse(0));
    }

    /**
     * Locks a ledger's row. One that begins here after a reset had no row when the directory came: where nothing of the
     * epochs before counts, it begins in the one that follows them.
     */
    static Ledgers.Position lock(Transaction tx, LedgerId ledger, Directory directory) throws SQLException {
        Ledgers.Position position = Ledgers.lock(tx, ledger);
        if (position.epoch() >= directory.epoch(ledger.origin(), ledger.stream())) {
            return position;
        }
        enterNextEpoch(tx, ledger, directory);
        return Ledgers.find(tx, ledger).orElseThrow();
    }

    /** The first place of a ledger that counts, and the header before it: in epoch 1, unless a reset left nothing of it. */
    static ParcelWriter.Continuation beginning(LedgerId ledger, Directory directory) {
        int named = directory.epoch(ledger.origin(), ledger.stream());
        int epoch = 1;
        while (epoch < named
                && lastGood(ledger, epoch, directory)
                        .filter(good -> good.sequence() == 0)
                        .isPresent()) {
            epoch++;
        }
        return new ParcelWriter.Continuation(
                new Place(ledger, epoch, 1), continued(ledger, epoch, directory), directory.version());
    }

    /** What the first parcel of an epoch continues. */
    private static Optional<Digest> continued(LedgerId ledger, long epoch, Directory directory) {
        return directory
                .reset(ledger.origin(), ledger.stream(), Math.toIntExact(epoch))
                .flatMap(reset -> reset.lastGood().header());
    }

    /** Once everything good of its epoch is held, a ledger enters the epoch that the directory names next. */
    static void enterNextEpoch(Transaction tx, LedgerId ledger, Directory directory) throws SQLException {
        Ledgers.Position position = Ledgers.find(tx, ledger).orElseThrow();
        long named = directory.epoch(ledger.origin(), ledger.stream());
        while (position.epoch() < named) {
            Optional<LastGood> lastGood = lastGood(ledger, position.epoch(), directory);
            if (lastGood.isEmpty() || position.sequence() < lastGood.get().sequence()) {
                return;
            }
            // the new epoch continues what its own reset names, which may lie further back than the epoch before
            Optional<Digest> continued = continued(ledger, position.epoch() + 1, directory);
            Ledgers.reset(tx, position, position.epoch() + 1, continued);
            position = Ledgers.find(tx, ledger).orElseThrow();
        }
    }

    /**
     * Takes the versions of the parcels after this one out of the judgement, wherever no other place holds them. What lies
     * up to the last good sequence makes room for the parcel that counts; its header stays, as evidence.
     */
    private Set<Long> discount(Transaction tx, Parcels.Key after, long lastGood, Directory directory)
            throws SQLException {
        Map<RecordId, Set<Digest>> gone = new HashMap<>();
        for (Parcels.Stored parcel : Parcels.after(tx, after, Integer.MAX_VALUE)) {
            for (RecordVersion version : versions(parcel, self.suite().hash())) {
                Versions.removePlace(tx, version, parcel.key());
                // an own one may still wait to be sealed for somebody else
                if (!Versions.hasPlace(tx, version)
                        && Proofs.find(tx, version).isEmpty()
                        && !Unsealed.holds(tx, version)) {
                    gone.computeIfAbsent(version.id(), unused -> new HashSet<>())
                            .add(version.digest());
                }
            }
            if (parcel.key().sequence() <= lastGood) {
                Equivocations.put(tx, parcel.key(), parcel.digest(), parcel.parcel(), self.now());
                Parcels.remove(tx, parcel.key());
            }
        }
        return gone.isEmpty()
                ? Set.of()
                : new Apply(tx, self.suite().hash(), new Entitlements(directory), self.now())
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

package org.jilian.exchange;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.directory.Sealing;
import org.jilian.directory.SignerJudgement;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Outcome;
import org.jilian.ledger.Parcel;
import org.jilian.ledger.ParcelWriter;
import org.jilian.ledger.Place;
import org.jilian.record.Digest;
import org.jilian.record.Disclosure;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Transaction;
import org.jilian.store.Turns;
import org.jilian.store.Unsealed;
import org.jilian.store.Versions;

/**
 * Seals what was authored here into parcels of the own ledgers: the records leave {@code unsealed}, the parcel and the new
 * head are stored, in one transaction that holds the ledger's row. So a record is in exactly one parcel of a ledger, in the
 * order of authoring, whatever crashes and however many processes work on the database.
 *
 * <p>A quiet system seals at once; while earlier parcels of the ledger are under way, records wait for company up to the
 * count, bytes or age that the directory names. A batch that fills parcels by itself does not wait: see {@link AtOnce}.
 */
final class Seal implements AtOnce {
    private final Self self;
    private final Database database;
    private final Directories directories;
    private final Disclose disclose;
    private final Recovery recovery;

    Seal(Self self, Database database, Directories directories, Disclose disclose, Recovery recovery) {
        this.self = self;
        this.database = database;
        this.directories = directories;
        this.disclose = disclose;
        this.recovery = recovery;
    }

    /** Tells whether parcels of a ledger are under way without a receipt. */
    interface Busy {
        boolean isBusy(LedgerId ledger);
    }

    /** Why nothing can be sealed at all, if so. */
    Optional<String> obstacle() {
        Directory directory = directories.current();
        Instant now = self.now();
        if (directory.version() == 0) {
            return Optional.of("no directory is installed: install the federation's directory");
        }
        SignerJudgement judgement =
                directory.signer(self.node(), self.keys().signing().certificate(), now);
        return judgement.entitled() ? Optional.empty() : Optional.of(judgement.toString());
    }

    /** Seals one parcel of each ledger that is due. @return the new heads */
    List<Sealed> due(Busy busy) {
        List<Unsealed.Backlog> backlogs = database.read(Unsealed::backlogs);
        if (backlogs.isEmpty() || obstacle().isPresent()) {
            return List.of();
        }
        List<Sealed> sealed = new ArrayList<>();
        for (Unsealed.Backlog backlog : backlogs) {
            LedgerId ledger = new LedgerId(self.node(), backlog.stream());
            if (maySeal(ledger) && (isDue(backlog) || !busy.isBusy(ledger))) {
                one(backlog.stream()).ifPresent(sealed::add);
            }
        }
        return sealed;
    }

    private boolean maySeal(LedgerId ledger) {
        return recovery.maySeal(
                ledger,
                database.read(tx -> Ledgers.find(tx, ledger)),
                directories.current().reach(ledger.origin(), ledger.stream()).nextHops(self.node()));
    }

    private boolean isDue(Unsealed.Backlog backlog) {
        Sealing sealing = sealing(directories.current());
        return backlog.count() >= sealing.records()
                || backlog.bytes() >= sealing.bytes()
                || !backlog.oldest().plus(sealing.age()).isAfter(self.now());
    }

    /** By the directory in force, which may name less as the limit than for sealing: beyond it everybody would refuse. */
    private static Sealing sealing(Directory directory) {
        Sealing sealing = directory.sealing();
        return new Sealing(
                Math.min(sealing.records(), directory.limits().parcelRecords()),
                Math.min(sealing.bytes(), directory.limits().parcelBytes()),
                sealing.age());
    }

    /** A parcel that was sealed. */
    record Sealed(Ledgers.Position position, Parcel parcel) {}

    private Optional<Sealed> one(Stream stream) {
        Directory directory = directories.current();
        LedgerId ledger = new LedgerId(self.node(), stream);
        Optional<Sealed> sealed = database.write(tx -> seal(tx, ledger, directory));
        // after the commit and before anything is shipped: a crash here leaves a parcel that nobody has seen
        sealed.ifPresent(each -> recovery.sealed(each.position()));
        return sealed;
    }

    private Optional<Sealed> seal(Transaction tx, LedgerId ledger, Directory directory) throws SQLException {
        Sealing sealing = sealing(directory);
        Map<Long, RecordId> inTurn = inTurn(tx, ledger.stream(), sealing);
        Ledgers.Position position = Resets.lock(tx, ledger, directory);
        Instant sealedAt = sealedAt(position);
        if (!isOpen(position, directory, sealedAt) || directories.isBehind(tx)) {
            return Optional.empty();
        }
        // what was authored since may need another turn; nothing overtakes it
        List<Unsealed.Waiting> waiting = batch(
                Unsealed.first(tx, ledger.stream(), sealing.records()).stream()
                        .takeWhile(each -> inTurn.containsKey(each.n()))
                        .toList(),
                sealing);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        List<RecordVersion> records = waiting.stream()
                .map(each -> RecordVersion.read(each.body(), self.suite().hash()))
                .toList();
        Sealed sealed = write(tx, position, records, disclose.held(tx, records), directory, sealedAt);
        place(tx, records, sealed, ledger.stream());
        Unsealed.remove(tx, waiting);
        return Optional.of(sealed);
    }

    /**
     * Takes turns with whoever corrects what is about to be sealed, before the ledger's row as everybody does: else that one
     * would copy the version into the history before it has its place there, or wait for rows while this waits for his.
     */
    private static Map<Long, RecordId> inTurn(Transaction tx, Stream stream, Sealing sealing) throws SQLException {
        Map<Long, RecordId> next = Unsealed.ids(tx, stream, sealing.records());
        Turns.take(tx, next.values());
        return next;
    }

    /** An instant is stated in a parcel that is not before its predecessor's, and all that depends on it goes by that one. */
    private Instant sealedAt(Ledgers.Position position) {
        return later(self.nowInSeconds(), position.sealedAt());
    }

    private boolean isOpen(Ledgers.Position position, Directory directory, Instant sealedAt) {
        LedgerId ledger = position.ledger();
        return position.stopped().isEmpty()
                // nobody would ever accept such a parcel, nor what comes after it
                && !sealedAt.isAfter(directory.expires())
                && position.epoch() == directory.epoch(ledger.origin(), ledger.stream())
                && !recovery.waiting().contains(ledger);
    }

    private Sealed write(
            Transaction tx,
            Ledgers.Position position,
            List<RecordVersion> records,
            List<Disclosure> values,
            Directory directory,
            Instant sealedAt)
            throws SQLException {
        Place place = position.place().next();
        int underDirectory = Math.max(directory.version(), position.directory());
        Parcel parcel = new ParcelWriter(
                        directory.federation(),
                        self.suite(),
                        List.of(self.keys().signing()))
                .write(
                        new ParcelWriter.Continuation(place, position.head(), underDirectory),
                        records,
                        disclose.seal(place, values, directory),
                        sealedAt);
        Digest digest = Header.digest(parcel.header(), self.suite().hash());
        Parcels.put(tx, key(position, place), digest, parcel, self.now());
        Ledgers.advance(tx, position, place, digest, sealedAt, underDirectory);
        return new Sealed(Ledgers.find(tx, position.ledger()).orElseThrow(), parcel);
    }

    private static Parcels.Key key(Ledgers.Position position, Place place) {
        return new Parcels.Key(position.n(), place.epoch(), place.sequence());
    }

    /** Parcels that are worth it alone: what is left over waits for company like everything else. */
    @Override
    public Filled fill(Transaction tx, Stream stream, List<RecordVersion> records, ProtectedValues values)
            throws SQLException {
        Filled filled = new Filled();
        Directory directory = directories.current();
        Sealing sealing = sealing(directory);
        if (obstacle().isPresent() || records.size() < worthIt(sealing)) {
            return filled;
        }
        Ledgers.Position position = Resets.lock(tx, new LedgerId(self.node(), stream), directory);
        Instant sealedAt = sealedAt(position);
        if (!isOpen(position, directory, sealedAt) || directories.isBehind(tx) || Unsealed.isWaiting(tx, stream)) {
            return filled;
        }
        for (List<RecordVersion> batch : parcels(records, sealing)) {
            Sealed sealed = write(tx, position, batch, values.of(batch), directory, sealedAt);
            position = sealed.position();
            filled.add(sealed, places(sealed, batch.size()));
        }
        return filled;
    }

    private static int worthIt(Sealing sealing) {
        return Math.max(2, sealing.records() / 4);
    }

    /**
     * As many as are needed, each about as large as the others: a few that were left over would have to wait for company,
     * and everything after them for them.
     */
    private static List<List<RecordVersion>> parcels(List<RecordVersion> records, Sealing sealing) {
        long bytes = 0;
        for (RecordVersion record : records) {
            bytes += record.bytes().length + 1;
        }
        long needed = Math.max(
                (records.size() + sealing.records() - 1L) / sealing.records(),
                (bytes + sealing.bytes() - 1) / sealing.bytes());
        long share = bytes / needed;
        List<List<RecordVersion>> parcels = new ArrayList<>();
        int from = 0;
        long size = 0;
        for (int i = 0; i < records.size(); i++) {
            long next = records.get(i).bytes().length + 1L;
            boolean full = size >= share || size + next > sealing.bytes() || i - from == sealing.records();
            if (i > from && full) {
                parcels.add(records.subList(from, i));
                from = i;
                size = 0;
            }
            size += next;
        }
        parcels.add(records.subList(from, records.size()));
        return parcels;
    }

    private static List<Versions.Evidence> places(Sealed sealed, int count) {
        Parcels.Key key = key(sealed.position(), sealed.position().place());
        List<Versions.Evidence> places = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            places.add(new Versions.Evidence(key, i));
        }
        return places;
    }

    private static List<Unsealed.Waiting> batch(List<Unsealed.Waiting> waiting, Sealing sealing) {
        int bytes = 0;
        for (int i = 0; i < waiting.size(); i++) {
            bytes += waiting.get(i).body().length + 1;
            if (i > 0 && bytes > sealing.bytes()) {
                return waiting.subList(0, i);
            }
        }
        return waiting;
    }

    /** The first stream of a record is where its evidence lies; its further streams are further places. */
    private static void place(Transaction tx, List<RecordVersion> records, Sealed sealed, Stream stream)
            throws SQLException {
        List<Versions.Evidence> places = places(sealed, records.size());
        List<Versions.Held> evidence = new ArrayList<>();
        List<Versions.Held> further = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            RecordVersion version = records.get(i);
            Versions.Held held =
                    new Versions.Held(version, Outcome.APPLIED, Optional.empty(), Optional.of(places.get(i)));
            (version.streams().get(0).equals(stream) ? evidence : further).add(held);
        }
        Versions.sealed(tx, evidence);
        Versions.sealedOther(tx, evidence);
        Versions.addPlaces(tx, further);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}

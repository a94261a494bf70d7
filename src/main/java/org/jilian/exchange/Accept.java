package org.jilian.exchange;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jilian.directory.Directory;
import org.jilian.directory.Limits;
import org.jilian.directory.Start;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Parcel;
import org.jilian.ledger.ParcelBody;
import org.jilian.ledger.ParcelWriter;
import org.jilian.ledger.Place;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.store.Database;
import org.jilian.store.Equivocations;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Transaction;
import org.jilian.store.Turns;

/**
 * Takes a parcel in, cheapest check first (the order of {@code docs/wire.md}): size, link, form, path, directory, place,
 * signature, body, and then each record, all of it in one transaction with the position.
 *
 * <p>A crash before the commit leaves nothing, and the sender, who has no receipt, sends again. A crash after it leaves
 * everything, and the parcel that is sent again is answered with the receipt. A parcel that cannot be taken yet is not
 * kept: its sender still has it.
 */
final class Accept {
    /** Above the records of a parcel: header, signature and disclosures, in bytes. */
    private static final int OVERHEAD = 64 * 1024;

    private final Self self;
    private final Database database;
    private final Directories directories;
    private final Inspect inspect;
    private final Disclose disclose;
    private final References references;
    private final JudgeAgain judgeAgain;
    private final Resets resets;
    private final Fetching fetching;

    Accept(
            Self self,
            Database database,
            Directories directories,
            Inspect inspect,
            Disclose disclose,
            References references,
            JudgeAgain judgeAgain,
            Resets resets,
            Fetching fetching) {
        this.self = self;
        this.database = database;
        this.directories = directories;
        this.inspect = inspect;
        this.disclose = disclose;
        this.references = references;
        this.judgeAgain = judgeAgain;
        this.resets = resets;
        this.fetching = fetching;
    }

    static byte[] frame(Parcel parcel) {
        return Frame.join(List.of(parcel.header(), parcel.signature(), parcel.records(), parcel.disclosures()));
    }

    Arrival parcel(NodeId from, byte[] frame) {
        Directory directory = directories.current();
        // the directory that the header names may be stricter, and says so once it is read
        int limit = Limits.STANDARD.parcelBytes();
        if (frame.length > 2L * limit + OVERHEAD) {
            return refused(RefusalCode.TOO_LARGE, frame.length + " bytes, at most " + (2L * limit + OVERHEAD));
        }
        Parcel parcel;
        try {
            List<byte[]> parts = Frame.split(frame, 4);
            parcel = new Parcel(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
        } catch (MalformedException e) {
            return refused(RefusalCode.BAD_FRAME, String.valueOf(e.getMessage()));
        }
        Header header;
        try {
            header = Header.read(parcel.header());
        } catch (MalformedException e) {
            return refused(RefusalCode.NOT_CANONICAL, String.valueOf(e.getMessage()));
        }
        return accept(from, parcel, header, directory);
    }

    private Arrival accept(NodeId from, Parcel parcel, Header header, Directory directory) {
        LedgerId ledger = header.place().ledger();
        if (directories.isDirectory(ledger)) {
            return directoryVersion(parcel, header);
        }
        if (directory.version() == 0) {
            return new Arrival.Later(ledger, new Refusal(RefusalCode.DIRECTORY_UNKNOWN, "no directory is installed"));
        }
        Optional<Refusal> astray = astray(from, header, directory);
        if (astray.isPresent()) {
            return new Arrival.Refused(astray.get());
        }
        if (header.directory() > directory.version()) {
            return new Arrival.Later(
                    ledger,
                    new Refusal(
                            RefusalCode.DIRECTORY_UNKNOWN,
                            "sealed under version " + header.directory() + ", here is " + directory.version()));
        }
        Digest digest = Header.digest(parcel.header(), self.suite().hash());
        Optional<Ledgers.Position> position = database.read(tx -> Ledgers.find(tx, ledger));
        Placing placing = placing(header, digest, position, directory);
        if (placing instanceof Placing.Elsewhere elsewhere) {
            return elsewhere.arrival();
        }
        if (placing instanceof Placing.Good) {
            return otherBranch(header, digest, parcel, directory);
        }
        if (placing instanceof Placing.Held) {
            // its header is the one that was verified, so the body proves itself against it
            return fill(parcel, header, directory);
        }
        Optional<Refusal> forged =
                new Origin(self.suite(), directory).checkParcel(header, digest, parcel.header(), parcel.signature());
        if (forged.isPresent()) {
            return new Arrival.Refused(forged.get());
        }
        if (asOf(header).hadExpired(header.sealedAt())) {
            return refused(
                    RefusalCode.DIRECTORY_EXPIRED,
                    "sealed at " + header.sealedAt() + " under version " + header.directory()
                            + ", which had expired by then");
        }
        if (header.sealedAt().isAfter(self.now().plus(directory.limits().clockSkew()))) {
            return new Arrival.Later(
                    ledger,
                    new Refusal(
                            RefusalCode.SIGNED_IN_FUTURE, "sealed at " + header.sealedAt() + ", it is " + self.now()));
        }
        if (placing instanceof Placing.Second second) {
            return equivocation(header, digest, parcel, second.first(), directory);
        }
        return take(parcel, header, digest, directory);
    }

    /** Where a parcel may come from, by the paths of the directory. */
    private Optional<Refusal> astray(NodeId from, Header header, Directory directory) {
        LedgerId ledger = header.place().ledger();
        if (!header.federation().equals(directory.federation())) {
            return refusal(
                    RefusalCode.OTHER_FEDERATION,
                    "'" + header.federation() + "', here is '" + directory.federation() + "'");
        }
        if (directory.node(ledger.origin()).isEmpty()) {
            return refusal(RefusalCode.UNKNOWN_NODE, ledger.origin() + " is not in the directory");
        }
        var reach = directory.reach(ledger.origin(), ledger.stream());
        if (!reach.contains(self.node())) {
            return refusal(RefusalCode.NOT_IN_REACH, ledger + " is for " + reach.nodes());
        }
        if (!reach.previousHops(self.node()).contains(from) && !fetching.expects(from, ledger)) {
            return refusal(
                    RefusalCode.NOT_ON_THIS_LINK,
                    ledger + " comes from " + reach.previousHops(self.node()) + ", not from " + from);
        }
        return Optional.empty();
    }

    /** Where a parcel stands to what is held of its ledger. */
    private sealed interface Placing {
        /** The next one. */
        record Next() implements Placing {}

        /** It is held, with its body or without. */
        record Held() implements Placing {}

        /** Another one under a sequence that is held. */
        record Second(Ledgers.Position first) implements Placing {}

        /** The one that a reset names there, continuing another branch than is held. */
        record Good() implements Placing {}

        record Elsewhere(Arrival arrival) implements Placing {}
    }

    private Placing placing(Header header, Digest digest, Optional<Ledgers.Position> position, Directory directory) {
        Place place = header.place();
        LedgerId ledger = place.ledger();
        long epoch = directory.epoch(ledger.origin(), ledger.stream());
        Expected expected = expected(ledger, position, directory);
        if (place.epoch() > epoch) {
            return elsewhere(refused(RefusalCode.EPOCH, "epoch " + place.epoch() + ", the directory names " + epoch));
        }
        boolean old = place.epoch() < expected.place().epoch()
                || place.epoch() == expected.place().epoch()
                        && place.sequence() < expected.place().sequence();
        if (old) {
            Optional<Digest> held = position.isEmpty()
                    ? Optional.empty()
                    : database.read(tx ->
                            Parcels.digest(tx, new Parcels.Key(position.get().n(), place.epoch(), place.sequence())));
            if (held.isEmpty() || held.get().equals(digest)) {
                return new Placing.Held();
            }
            return new Placing.Second(position.orElseThrow());
        }
        if (!place.equals(expected.place())) {
            return elsewhere(new Arrival.Ahead(ledger));
        }
        if (position.flatMap(Ledgers.Position::stopped).isPresent()) {
            return elsewhere(refused(
                    RefusalCode.STOPPED,
                    position.flatMap(Ledgers.Position::stopped).get()));
        }
        if (!header.previous().equals(expected.previous())) {
            if (database.read(tx -> resets.wanted(tx, place, directory)).equals(Optional.of(digest))) {
                return new Placing.Good();
            }
            return elsewhere(refused(
                    RefusalCode.CHAIN,
                    place + " continues "
                            + header.previous().map(Digest::toString).orElse("nothing") + ", held is "
                            + expected.previous().map(Digest::toString).orElse("nothing")));
        }
        if (position.isPresent() && header.directory() < position.get().directory()) {
            return elsewhere(refused(
                    RefusalCode.DIRECTORY_FALLS,
                    "version " + header.directory() + " after " + position.get().directory()));
        }
        if (position.isPresent() && header.sealedAt().isBefore(position.get().sealedAt())) {
            return elsewhere(refused(
                    RefusalCode.BACKDATED,
                    "sealed at " + header.sealedAt() + ", its predecessor at "
                            + position.get().sealedAt()));
        }
        return new Placing.Next();
    }

    /** The place that comes next and the header it continues. */
    private record Expected(Place place, Optional<Digest> previous) {}

    private Expected expected(LedgerId ledger, Optional<Ledgers.Position> position, Directory directory) {
        if (position.isPresent()
                && (position.get().sequence() > 0 || position.get().epoch() > 1)) {
            return new Expected(position.get().place().next(), position.get().head());
        }
        Optional<Start> start = directory.start(self.node(), ledger.origin(), ledger.stream());
        if (start.isPresent()) {
            return new Expected(
                    new Place(ledger, start.get().epoch(), start.get().sequence() + 1),
                    Optional.of(start.get().header()));
        }
        ParcelWriter.Continuation beginning = Resets.beginning(ledger, directory);
        return new Expected(beginning.place(), beginning.previous());
    }

    private Arrival take(Parcel parcel, Header header, Digest digest, Directory directory) {
        LedgerId ledger = header.place().ledger();
        Optional<Refusal> oversized = oversized(header, parcel, asOf(header).limits());
        if (oversized.isPresent()) {
            return new Arrival.Refused(oversized.get());
        }
        ParcelBody.Checked body =
                ParcelBody.check(parcel.records(), header.body(), self.suite().hash());
        if (!(body instanceof ParcelBody.Checked.Whole whole)) {
            // the verified header advances the position; the body is asked of others, so one bad hop blocks nothing
            // what came beside a spoilt body is not kept either: the header vouches for neither
            Parcel headerOnly = new Parcel(parcel.header(), parcel.signature(), new byte[0], new byte[0]);
            List<Prepared> absent = Prepared.Absent.all(header.body().count());
            Arrival arrival = database.write(
                    tx -> commit(tx, headerOnly, header, digest, absent, Disclose.Opened.NONE, directory));
            return arrival instanceof Arrival.Taken taken && parcel.records().length > 0
                    ? new Arrival.Taken(
                            taken.place(), taken.restated(), taken.body(), Optional.of(spoilt(header.place(), body)))
                    : arrival;
        }
        List<Prepared> prepared = inspect.all(whole.body(), ledger, asOf(header));
        Disclose.Opened opened = disclose.open(header.place(), parcel.disclosures(), prepared, directory, asOf(header));
        return database.write(tx -> commit(tx, parcel, header, digest, prepared, opened, directory));
    }

    /** A parcel that is held already: brings its body, if that is still awaited. */
    private Arrival fill(Parcel parcel, Header header, Directory directory) {
        LedgerId ledger = header.place().ledger();
        boolean counts = directory
                .lastGood(
                        ledger.origin(),
                        ledger.stream(),
                        Math.toIntExact(header.place().epoch()))
                .map(lastGood -> header.place().sequence() <= lastGood.sequence())
                .orElse(true);
        boolean awaited = counts
                && parcel.records().length > 0
                && database.read(tx -> Parcels.find(tx, key(tx, header)))
                        .map(Parcels.Stored::bodyAwaited)
                        .orElse(false);
        if (!awaited) {
            return new Arrival.Again(ledger);
        }
        Optional<Refusal> oversized = oversized(header, parcel, asOf(header).limits());
        if (oversized.isPresent()) {
            return new Arrival.Refused(oversized.get());
        }
        ParcelBody.Checked body =
                ParcelBody.check(parcel.records(), header.body(), self.suite().hash());
        if (!(body instanceof ParcelBody.Checked.Whole whole)) {
            return new Arrival.Refused(spoilt(header.place(), body));
        }
        List<Prepared> prepared = inspect.all(whole.body(), ledger, asOf(header));
        Disclose.Opened opened = disclose.open(header.place(), parcel.disclosures(), prepared, directory, asOf(header));
        return database.write(tx -> {
            Turns.take(tx, ids(prepared));
            Ledgers.lock(tx, ledger);
            Parcels.Key key = key(tx, header);
            if (!Parcels.find(tx, key).orElseThrow().bodyAwaited()) {
                return new Arrival.Again(ledger);
            }
            Parcels.fill(tx, key, parcel.records(), parcel.disclosures());
            Apply.Result applied = new Apply(tx, self.suite().hash(), new Entitlements(directory), self.now())
                    .lateBody(key, prepared, opened.findings());
            disclose.keep(tx, header.place(), opened);
            references.look(tx, applied.current(), directory);
            return new Arrival.Taken(header.place(), applied.restated(), Arrival.Body.LATE, Optional.empty());
        });
    }

    private Descriptions.AsOf asOf(Header header) {
        return directories.descriptions().asOf(header.directory());
    }

    private static Refusal spoilt(Place place, ParcelBody.Checked body) {
        return new Refusal(
                RefusalCode.BODY,
                place + ": " + ((ParcelBody.Checked.Broken) body).refusal().detail());
    }

    private static Parcels.Key key(Transaction tx, Header header) throws SQLException {
        return new Parcels.Key(
                Ledgers.find(tx, header.place().ledger()).orElseThrow().n(),
                header.place().epoch(),
                header.place().sequence());
    }

    private static Optional<Refusal> oversized(Header header, Parcel parcel, Limits limits) {
        if (header.body().count() > limits.parcelRecords() || header.body().recordBytes() > limits.parcelBytes()) {
            return refusal(
                    RefusalCode.TOO_LARGE,
                    header.body().count() + " records of " + header.body().recordBytes() + " bytes");
        }
        long ratio = header.body().recordBytes() / (long) Math.max(1, parcel.records().length);
        if (parcel.records().length > 0 && ratio > limits.decompressionRatio()) {
            return refusal(RefusalCode.TOO_LARGE, "one byte becomes " + ratio + " when unpacked");
        }
        return Optional.empty();
    }

    private Arrival commit(
            Transaction tx,
            Parcel parcel,
            Header header,
            Digest digest,
            List<Prepared> prepared,
            Disclose.Opened opened,
            Directory directory)
            throws SQLException {
        LedgerId ledger = header.place().ledger();
        Turns.take(tx, ids(prepared));
        Ledgers.Position position = Resets.lock(tx, ledger, directory);
        // under the ledger's lock: whoever installs a directory takes that lock, too, so none slips by between
        if (directories.isBehind(tx)) {
            return new Arrival.Later(
                    ledger,
                    new Refusal(RefusalCode.DIRECTORY_UNKNOWN, "another process has installed a newer directory"));
        }
        Expected expected = expected(ledger, Optional.of(position), directory);
        if (!header.place().equals(expected.place()) || !header.previous().equals(expected.previous())) {
            // another thread or process was faster; what it took is there, so the receipt is due
            return new Arrival.Again(ledger);
        }
        Parcels.Key key = new Parcels.Key(
                position.n(), header.place().epoch(), header.place().sequence());
        Parcels.put(tx, key, digest, parcel, self.now());
        Apply.Result applied = new Apply(tx, self.suite().hash(), new Entitlements(directory), self.now())
                .parcel(key, prepared, opened.findings());
        disclose.keep(tx, header.place(), opened);
        references.look(tx, applied.current(), directory);
        Ledgers.advance(tx, position, header.place(), digest, header.sealedAt(), header.directory());
        Resets.enterNextEpoch(tx, ledger, directory);
        return new Arrival.Taken(
                header.place(),
                applied.restated(),
                parcel.records().length == 0 ? Arrival.Body.AWAITED : Arrival.Body.WHOLE,
                Optional.empty());
    }

    private static Set<RecordId> ids(List<Prepared> prepared) {
        Set<RecordId> ids = new HashSet<>();
        for (Prepared each : prepared) {
            if (each instanceof Prepared.Sound sound) {
                ids.add(sound.version().id());
            } else if (each instanceof Prepared.Unknown unknown) {
                ids.add(unknown.version().id());
            }
        }
        return ids;
    }

    /** Another parcel under a place that is taken: both are kept as evidence, and the ledger stops until a reset. */
    private Arrival equivocation(
            Header header, Digest digest, Parcel parcel, Ledgers.Position first, Directory directory) {
        Refusal refusal =
                new Refusal(RefusalCode.EQUIVOCATION, header.place() + " exists twice; the second is " + digest);
        database.change(tx -> {
            Ledgers.Position position = Ledgers.lock(tx, header.place().ledger());
            Equivocations.put(
                    tx,
                    new Parcels.Key(
                            first.n(), header.place().epoch(), header.place().sequence()),
                    digest,
                    parcel,
                    self.now());
            // a second parcel of an epoch that was reset is evidence, and no reason to stop the new epoch
            boolean reset = directory
                    .lastGood(position.ledger().origin(), position.ledger().stream(), Math.toIntExact(position.epoch()))
                    .isPresent();
            if (position.stopped().isEmpty()
                    && !reset
                    && position.epoch() == header.place().epoch()) {
                Ledgers.stop(tx, position.n(), refusal.toString());
            }
        });
        return new Arrival.Refused(refusal);
    }

    /** What is held before this place is of a branch that a reset left: it makes room, and the rest is asked for. */
    private Arrival otherBranch(Header header, Digest digest, Parcel parcel, Directory directory) {
        LedgerId ledger = header.place().ledger();
        database.change(tx -> {
            Equivocations.put(tx, key(tx, header), digest, parcel, self.now());
            resets.align(tx, ledger, directory);
            judgeAgain.begin(tx, directory);
        });
        return new Arrival.Ahead(ledger);
    }

    /** The directory's own parcels: verified by the version before, whoever brings them. */
    private Arrival directoryVersion(Parcel parcel, Header header) {
        Directory before = directories.current();
        LedgerId ledger = header.place().ledger();
        if (header.place().sequence() <= before.version()) {
            return new Arrival.Again(ledger);
        }
        if (header.place().sequence() > before.version() + 1) {
            return new Arrival.Ahead(ledger);
        }
        Optional<Refusal> oversized =
                oversized(header, parcel, before.version() == 0 ? Limits.STANDARD : before.limits());
        if (oversized.isPresent()) {
            return new Arrival.Refused(oversized.get());
        }
        Directories.Next next = directories.verify(parcel);
        if (next instanceof Directories.Next.Refused refused) {
            return new Arrival.Refused(refused.refusal());
        }
        Directories.Next.Version version = (Directories.Next.Version) next;
        if (!ledger.equals(new LedgerId(version.directory().root(), version.directory().stream()))
                || !ledger.stream().channel().equals(Channel.DIRECTORY)
                || !header.federation().equals(version.directory().federation())
                || header.place().epoch() != 1) {
            return refused(
                    RefusalCode.OTHER_FEDERATION, header.place() + " is not the directory of " + header.federation());
        }
        Digest digest = Header.digest(parcel.header(), self.suite().hash());
        Arrival arrival = database.write(tx -> {
            Ledgers.Position position = Ledgers.lock(tx, ledger);
            if (directories.isBehind(tx)) {
                return new Arrival.Later(
                        ledger,
                        new Refusal(RefusalCode.DIRECTORY_UNKNOWN, "another process has installed a newer directory"));
            }
            if (position.sequence() + 1 != header.place().sequence()
                    || !position.head().equals(header.previous())) {
                return refused(RefusalCode.CHAIN, header.place() + " does not continue what is held");
            }
            Parcels.Key key = new Parcels.Key(position.n(), 1, header.place().sequence());
            Parcels.put(tx, key, digest, parcel, self.now());
            List<Prepared> prepared = DirectoryRecords.prepared(version.records());
            new Apply(tx, self.suite().hash(), new Entitlements(version.directory()), self.now())
                    .parcel(key, prepared, List.of());
            Ledgers.advance(tx, position, header.place(), digest, header.sealedAt(), header.directory());
            Set<Long> restated = new HashSet<>(resets.take(tx, version.directory()));
            restated.addAll(new DescribedAtLast(self, inspect, disclose, references)
                    .take(
                            tx,
                            before,
                            version.directory(),
                            directories.descriptions().and(version.directory())));
            judgeAgain.due(tx, before, version.directory());
            return new Arrival.Taken(header.place(), restated, Arrival.Body.WHOLE, Optional.empty());
        });
        if (arrival instanceof Arrival.Taken) {
            directories.take(version.directory());
        }
        return arrival;
    }

    private static Placing elsewhere(Arrival arrival) {
        return new Placing.Elsewhere(arrival);
    }

    private static Arrival refused(RefusalCode code, String detail) {
        return new Arrival.Refused(new Refusal(code, detail));
    }

    private static Optional<Refusal> refusal(RefusalCode code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}

package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.directory.Directory;
import org.jilian.directory.Reach;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.record.Draft;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Receipts;
import org.jilian.store.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * One node's part in the exchange, without a transport: messages come in, and what is to be sent in answer is returned.
 * Whoever carries it (Camel routes over Artemis, or a simulator) may lose, repeat, delay and reorder messages, and may
 * stop at any moment: what is returned and not sent is sent again later, because everything that must not be lost was
 * committed before it was returned.
 */
public final class Exchange {
    /** How often to look whether another process of this node has installed a directory. */
    private static final Duration FOLLOW = Duration.ofSeconds(1);

    private final Self self;
    private final Database database;
    private final Directories directories;
    private final Settings settings;
    private final Schemas schemas = new Schemas();
    private final Inspect inspect;
    private final Fetching fetching;
    private final Recovery recovery;
    private final Disclose disclose;
    private final References references;
    private final Overdue overdue;
    private final JudgeAgain judgeAgain;
    private final Accept accept;
    private final Seal seal;
    private final Ship ship;
    private final Acknowledge acknowledge;
    private final Fetch fetch;
    private final Positions positions;
    private final Predecessors predecessors;
    private final MissingValues missingValues;
    private final Audit audit;
    private final Clocks clocks;
    private final Troubles troubles;
    private final Map<NodeId, Instant> announced = new ConcurrentHashMap<>();
    private volatile Subjects subjects;
    private volatile Instant followed = Instant.EPOCH;

    public Exchange(Self self, Database database, Directories directories, ShippedHeads shipped, Settings settings) {
        this.self = self;
        this.database = database;
        this.directories = directories;
        this.settings = settings;
        this.fetching = new Fetching(self);
        this.recovery = new Recovery(self, shipped, settings.messageLife());
        this.disclose = new Disclose(self, () -> subjects);
        this.inspect = new Inspect(schemas);
        this.references = new References(self);
        this.overdue = new Overdue(self);
        this.judgeAgain = new JudgeAgain(self, database, directories, references);
        this.accept = new Accept(
                self, database, directories, inspect, disclose, references, judgeAgain, new Resets(self), fetching);
        this.seal = new Seal(self, database, directories, disclose, recovery);
        this.ship = new Ship(self, database, directories, recovery, settings);
        this.acknowledge = new Acknowledge(self, database, directories);
        this.fetch = new Fetch(database, directories, self);
        this.positions = new Positions(self);
        this.predecessors = new Predecessors(self, database, directories, inspect, references);
        this.missingValues = new MissingValues(self, database, directories, disclose);
        this.audit = new Audit(self, database);
        this.clocks = new Clocks(self, directories);
        this.troubles = new Troubles(database, directories, seal, ship, recovery, clocks);
        this.subjects = subjectsOf(directories.current());
        directories.onChange(directory -> subjects = subjectsOf(directory));
    }

    private Subjects subjectsOf(Directory directory) {
        return new Subjects(directory, self.suite(), self.keys().encryption());
    }

    /** Before anything else, and again whenever the database was away: reads where everything stands. */
    public void start() {
        database.change(tx -> {
            directories.load(tx);
            recovery.check(tx);
            ship.begin(tx);
        });
        judgeAgain.resume();
        subjects = subjectsOf(directories.current());
    }

    /** Parcels of the directory that an operator brings by hand, in order: the first start of a node. */
    public List<Envelope> install(List<byte[]> directoryParcels) {
        List<Envelope> envelopes = new ArrayList<>();
        for (byte[] frame : directoryParcels) {
            envelopes.addAll(parcel(self.node(), frame));
        }
        return envelopes;
    }

    /**
     * Takes one message from a neighbour. Whatever is wrong with it is refused with a reason and audited; only a fault of
     * this side (its database, its disk) is thrown, and then the message is to be brought again.
     */
    public List<Envelope> receive(Envelope incoming) {
        NodeId from = incoming.neighbour();
        Message message = incoming.message();
        try {
            return switch (message.type()) {
                case PARCEL -> parcel(from, message.body());
                case RECEIPT -> receipt(from, message.body());
                case RECEIPT_STORED -> acknowledge.receiptStored(from, message.body());
                case FETCH -> fetch(from, message.body());
                case POSITIONS -> comparePositions(from, message.body());
                case POSITION_LIST -> positionList(from, message.body());
                case PROOF_REQUEST -> said(from, message.type(), predecessors.answer(from, message.body()));
                case PROOFS -> said(from, message.type(), predecessors.take(message.body()));
                case DISCLOSURE_REQUEST -> said(from, message.type(), missingValues.question(from, message.body()));
                case DISCLOSURES -> said(from, message.type(), missingValues.answer(from, message.body()));
            };
        } catch (MalformedException e) {
            return refuse(from, message.type(), new Refusal(RefusalCode.BAD_FRAME, String.valueOf(e.getMessage())));
        }
    }

    private List<Envelope> said(NodeId from, Message.Type type, Said result) {
        result.refusals().forEach(refusal -> refuse(from, type, refusal));
        List<Envelope> answers = new ArrayList<>(result.answers());
        answers.addAll(restated(result.restated(), null));
        return answers;
    }

    private List<Envelope> refuse(NodeId from, Message.Type type, Refusal refusal) {
        audit.refused(from, type, refusal);
        return List.of();
    }

    private List<Envelope> parcel(NodeId from, byte[] frame) {
        int versionBefore = directories.current().version();
        Arrival arrival = accept.parcel(from, frame);
        if (arrival instanceof Arrival.Taken taken) {
            List<Envelope> answers = new ArrayList<>();
            taken.spoilt().ifPresent(refusal -> refuse(from, Message.Type.PARCEL, refusal));
            moved(taken.place(), taken.body() == Arrival.Body.WHOLE ? frame : null);
            answers.addAll(acknowledge.own(taken.place().ledger()));
            answers.addAll(restated(taken.restated(), taken.place().ledger()));
            if (directories.current().version() != versionBefore) {
                // a reset may have led a ledger back
                database.change(ship::begin);
            }
            if (taken.body() == Arrival.Body.AWAITED) {
                answers.addAll(askForBody(taken.place()));
            }
            answers.addAll(goOnFetching(from, taken.place().ledger()));
            answers.addAll(ship.due());
            return answers;
        }
        if (arrival instanceof Arrival.Again again) {
            return acknowledge.own(again.ledger());
        }
        if (arrival instanceof Arrival.Ahead ahead) {
            return ask(from, ahead.ledger());
        }
        if (arrival instanceof Arrival.Later && follow()) {
            return parcel(from, frame);
        }
        if (arrival instanceof Arrival.Later later) {
            return later.why().code() == RefusalCode.DIRECTORY_UNKNOWN ? askForDirectory(from) : List.of();
        }
        return refuse(from, Message.Type.PARCEL, ((Arrival.Refused) arrival).refusal());
    }

    private List<Envelope> askForBody(Place place) {
        return expected(fetch.body(place), place.ledger());
    }

    private List<Envelope> expected(List<Envelope> requests, LedgerId ledger) {
        requests.forEach(request -> fetching.expect(request.neighbour(), ledger));
        return requests;
    }

    private void moved(Place place, byte @Nullable [] frame) {
        if (place.ledger().origin().equals(self.node())) {
            Ledgers.Position position =
                    database.read(tx -> Ledgers.find(tx, place.ledger())).orElseThrow();
            recovery.reached(position);
            recovery.sealed(position);
        }
        ship.moved(place, frame);
    }

    private List<Envelope> restated(Set<Long> ledgers, @Nullable LedgerId except) {
        List<Envelope> envelopes = new ArrayList<>();
        for (long n : new TreeSet<>(ledgers)) {
            LedgerId ledger =
                    database.read(tx -> Ledgers.find(tx, n)).orElseThrow().ledger();
            if (!ledger.equals(except)) {
                envelopes.addAll(acknowledge.own(ledger));
            }
        }
        return envelopes;
    }

    private List<Envelope> ask(NodeId from, LedgerId ledger) {
        Optional<Ledgers.Position> position = database.read(tx -> Ledgers.find(tx, ledger));
        long epoch = position.map(Ledgers.Position::epoch).orElse(1L);
        long sequence = position.map(Ledgers.Position::sequence).orElse(0L);
        return fetching.ask(from, ledger, epoch, sequence)
                ? List.of(Fetch.request(from, new Place(ledger, epoch, sequence)))
                : List.of();
    }

    private List<Envelope> askForDirectory(NodeId from) {
        Directory directory = directories.current();
        return directory.version() == 0 ? List.of() : ask(from, new LedgerId(directory.root(), directory.stream()));
    }

    /** A range against the usual direction comes in pieces: the next is asked for until there is no more. */
    private List<Envelope> goOnFetching(NodeId from, LedgerId ledger) {
        Directory directory = directories.current();
        boolean against = !directory
                .reach(ledger.origin(), ledger.stream())
                .previousHops(self.node())
                .contains(from);
        return against && fetching.expects(from, ledger) ? ask(from, ledger) : List.of();
    }

    private List<Envelope> receipt(NodeId from, byte[] frame) {
        Acknowledge.Taken taken = acknowledge.receipt(from, frame);
        if (taken instanceof Acknowledge.Taken.Refused refused) {
            return refuse(from, Message.Type.RECEIPT, refused.refusal());
        }
        Acknowledge.Taken.Stored stored = (Acknowledge.Taken.Stored) taken;
        List<Envelope> answers = new ArrayList<>(stored.answers());
        if (stored.receipt().receiver().equals(from)) {
            clocks.heard(from, stored.receipt().at());
            answers.addAll(noticeLoss(stored.receipt().place(), stored.receipt().header(), from));
            ship.receipted(from, stored.receipt().place());
            answers.addAll(turn());
        }
        return answers;
    }

    /** A signed position ahead of the own head: this database is older than what it once sent. */
    private List<Envelope> noticeLoss(Place place, org.jilian.record.Digest header, NodeId neighbour) {
        Optional<Ledgers.Position> position = database.read(tx -> Ledgers.find(tx, place.ledger()));
        ShippedHeads.Head claimed = new ShippedHeads.Head(place.epoch(), place.sequence(), header);
        if (position.isPresent() && Recovery.isBehind(position.get(), claimed)) {
            if (place.ledger().origin().equals(self.node())) {
                recovery.claimed(place.ledger(), claimed);
            }
            return ask(neighbour, place.ledger());
        }
        return List.of();
    }

    private List<Envelope> fetch(NodeId from, byte[] body) {
        Fetch.Request request = Fetch.read(body);
        Directory directory = directories.current();
        LedgerId ledger = request.place().ledger();
        Reach reach = directory.reach(ledger.origin(), ledger.stream());
        // who was in reach before the directory changed answers, too: he may be the last who holds it
        if (!reach.contains(from)) {
            return refuse(
                    from,
                    Message.Type.FETCH,
                    new Refusal(RefusalCode.NOT_ENTITLED_TO_ASK, from + " is not in reach of " + ledger));
        }
        if (!request.body()
                && reach.contains(self.node())
                && reach.nextHops(self.node()).contains(from)) {
            ship.restart(from, request.place());
            return ship.due();
        }
        return fetch.answer(from, request);
    }

    private List<Envelope> comparePositions(NodeId from, byte[] body) {
        List<Positions.Entry> entries = entries(from);
        if (positions.agrees(body, entries)) {
            recovery.agreed(from);
            return List.of();
        }
        return positions.list(from, entries, true, directories.current());
    }

    private List<Positions.Entry> entries(NodeId neighbour) {
        return database.read(tx -> positions.with(tx, neighbour, directories.current()));
    }

    private List<Envelope> positionList(NodeId from, byte[] frame) {
        Positions.Listed listed = Positions.read(frame);
        Directory directory = directories.current();
        Optional<Refusal> forged = positions.forged(from, listed, frame, directory);
        if (forged.isPresent()) {
            return refuse(from, Message.Type.POSITION_LIST, forged.get());
        }
        clocks.heard(from, listed.at());
        List<Positions.Entry> mine = entries(from);
        Map<String, Positions.Entry> known = Positions.byName(mine);
        List<Envelope> answers = new ArrayList<>();
        for (Positions.Entry theirs : listed.entries()) {
            answers.addAll(compare(from, theirs, known.get(theirs.ledger() + " " + theirs.receiver())));
        }
        hearOwnLedgers(from, listed.entries());
        if (listed.reply()) {
            answers.addAll(positions.list(from, mine, false, directory));
        }
        answers.addAll(turn());
        return answers;
    }

    /** How far a next hop is with own ledgers that wait for parcels; what it does not list it does not hold. */
    private void hearOwnLedgers(NodeId from, List<Positions.Entry> theirs) {
        for (LedgerId ledger : recovery.waiting()) {
            Receipts.Extent extent = theirs.stream()
                    .filter(entry ->
                            entry.ledger().equals(ledger) && entry.receiver().equals(self.node()))
                    .findFirst()
                    .map(Positions.Entry::extent)
                    .orElse(Receipts.Extent.NOTHING);
            if (!extent.equals(Receipts.Extent.NOTHING) || theirs.size() < Positions.MOST_ENTRIES) {
                recovery.heard(ledger, from, extent.epoch(), extent.sequence());
            }
        }
    }

    private List<Envelope> compare(NodeId from, Positions.Entry theirs, Positions.@Nullable Entry mine) {
        LedgerId ledger = theirs.ledger();
        Reach reach = directories.current().reach(ledger.origin(), ledger.stream());
        if (!reach.contains(self.node()) || !reach.contains(from)) {
            return List.of();
        }
        Receipts.Extent own = mine == null ? Receipts.Extent.NOTHING : mine.extent();
        if (theirs.receiver().equals(ledger.origin())) {
            return comparePlace(from, theirs, own);
        }
        if (reach.previousHops(self.node()).contains(from)) {
            return tellReceipts(from, theirs, own);
        }
        if (theirs.receiver().equals(from) && own.outcomes() > theirs.extent().outcomes()) {
            return acknowledge.giveBack(from, ledger);
        }
        return List.of();
    }

    private List<Envelope> comparePlace(NodeId from, Positions.Entry theirs, Receipts.Extent own) {
        boolean behind = own.epoch() < theirs.extent().epoch()
                || own.epoch() == theirs.extent().epoch()
                        && own.sequence() < theirs.extent().sequence();
        if (!behind) {
            return List.of();
        }
        if (theirs.ledger().origin().equals(self.node()) && theirs.head().isPresent()) {
            recovery.claimed(
                    theirs.ledger(),
                    new ShippedHeads.Head(
                            theirs.extent().epoch(),
                            theirs.extent().sequence(),
                            theirs.head().get()));
        }
        return ask(from, theirs.ledger());
    }

    private List<Envelope> tellReceipts(NodeId hop, Positions.Entry theirs, Receipts.Extent own) {
        return database.write(tx -> {
            Optional<Ledgers.Position> position = Ledgers.find(tx, theirs.ledger());
            if (position.isEmpty()) {
                return List.<Envelope>of();
            }
            boolean oldBackup =
                    theirs.receiver().equals(self.node()) && theirs.extent().outcomes() > own.outcomes();
            // what this node once said and has forgotten, it believes its own signature alone: it will be given back
            if (oldBackup || theirs.extent().covers(own)) {
                return List.<Envelope>of();
            }
            Receipts.storedBy(tx, hop, theirs.receiver(), position.get().n(), theirs.extent());
            return acknowledge.beyond(
                    tx,
                    hop,
                    theirs.receiver(),
                    Ledgers.find(tx, theirs.ledger()).orElseThrow(),
                    theirs.extent());
        });
    }

    /** Seals what is due, ships what the windows allow, and compares positions now and then. Cheap when nothing is due. */
    public List<Envelope> turn() {
        if (!followed.plus(FOLLOW).isAfter(self.now())) {
            followed = self.now();
            follow();
        }
        List<Envelope> envelopes = new ArrayList<>();
        for (Seal.Sealed sealed : seal.due(ship::isBusy)) {
            ship.moved(sealed.position().place(), Accept.frame(sealed.parcel()));
        }
        envelopes.addAll(ship.due());
        envelopes.addAll(restated(judgeAgain.some(), null));
        envelopes.addAll(announce());
        return envelopes;
    }

    /**
     * At leisure, every minute or so: binds the audit trail, and asks again for what is still awaited. What this node has
     * lost is asked of every neighbour, in reach or not: since a node moved, the last copy may lie with one who once was.
     */
    public List<Envelope> tidy() {
        audit.chain();
        database.change(ship::refresh);
        database.change(tx -> references.again(tx, directories.current()));
        database.change(tx -> overdue.look(tx, directories.current()));
        List<Envelope> envelopes = new ArrayList<>();
        envelopes.addAll(predecessors.ask());
        envelopes.addAll(missingValues.ask());
        for (Place place : fetch.awaitedBodies()) {
            envelopes.addAll(expected(Fetch.body(place, neighbours()), place.ledger()));
        }
        for (LedgerId lost : recovery.waiting()) {
            neighbours().forEach(neighbour -> envelopes.addAll(ask(neighbour, lost)));
        }
        return envelopes;
    }

    /** Takes up directories that another process of this node has installed. @return whether there were any */
    private boolean follow() {
        List<Directory> newer = database.read(directories::newer);
        newer.forEach(directories::take);
        if (!newer.isEmpty()) {
            database.change(ship::refresh);
        }
        return !newer.isEmpty();
    }

    private List<Envelope> announce() {
        List<Envelope> envelopes = new ArrayList<>();
        for (NodeId neighbour : neighbours()) {
            Instant last = announced.getOrDefault(neighbour, Instant.EPOCH);
            if (ship.isConnected(neighbour) && !last.plus(settings.announce()).isAfter(self.now())) {
                announced.put(neighbour, self.now());
                envelopes.add(positions.digest(neighbour, entries(neighbour)));
            }
        }
        return envelopes;
    }

    /** The first difference between what the tables say and what the parcels held come to, or empty; reads everything. */
    public Optional<String> problem() {
        return Audited.problem(
                database,
                directories.current(),
                directories.descriptions(),
                self.suite().hash());
    }

    /** The first reference to what is not held that no discrepancy tells of, or the other way round; reads everything. */
    public Optional<String> referenceProblem() {
        return database.read(tx -> references.problem(tx, directories.current()));
    }

    /** Whether records are still to be judged again that were held when the directory changed. */
    public boolean isJudgingAgain() {
        return judgeAgain.isPending();
    }

    /** The directory in force here. */
    public Directory directory() {
        return directories.current();
    }

    /** Everybody that the directory links this node to. */
    public Set<NodeId> neighbours() {
        Directory directory = directories.current();
        Set<NodeId> neighbours = new TreeSet<>(directory.parents(self.node()));
        neighbours.addAll(directory.children(self.node()));
        return neighbours;
    }

    /** The link is up: sending goes on after the last receipt, and positions are compared at the next turn. */
    public void connected(NodeId neighbour) {
        ship.connected(neighbour);
        announced.remove(neighbour);
    }

    public boolean isConnected(NodeId neighbour) {
        return ship.isConnected(neighbour);
    }

    public void disconnected(NodeId neighbour) {
        ship.disconnected(neighbour);
    }

    /** Authors drafts in one transaction; what comes of each, in their order. */
    public List<Authored> author(List<Draft> drafts) {
        Author author = new Author(self, schemas, directories.current(), subjects, seal);
        List<Authored> authored = database.write(tx -> author.author(tx, drafts));
        shipped(author);
        return authored;
    }

    /**
     * What {@link #author} would come to now; all of it is taken back, and nothing is sealed. Of drafts that are asked about in
     * several parts, none sees what an earlier part would have authored.
     */
    public List<Authored> wouldAuthor(List<Draft> drafts) {
        Author author = new Author(
                self, schemas, directories.current(), subjects, (tx, stream, records, values) -> new AtOnce.Filled());
        return database.rehearse(tx -> author.author(tx, drafts));
    }

    /** What is authored and revised in one transaction, together with what the caller writes in it. */
    public interface Composition<T> {
        T in(Transaction tx, Pen pen) throws SQLException;
    }

    /** Writes records in the transaction of a {@link Composition}; of no use after it. */
    public interface Pen {
        /** As {@link Exchange#author}. */
        List<Authored> author(List<Draft> drafts) throws SQLException;

        /** As {@link Exchange#revise}. */
        Authored revise(RecordId id, Revision revision) throws SQLException;
    }

    /** All of it or nothing; what is thrown takes everything back. */
    public <T> T compose(Composition<T> composition) {
        Directory directory = directories.current();
        Author author = new Author(self, schemas, directory, subjects, seal);
        Revise revise = new Revise(self, inspect, directory);
        T result = database.write(tx -> composition.in(tx, new Pen() {
            @Override
            public List<Authored> author(List<Draft> drafts) throws SQLException {
                return author.author(tx, drafts);
            }

            @Override
            public Authored revise(RecordId id, Revision revision) throws SQLException {
                return revise.revise(tx, id, revision);
            }
        }));
        shipped(author);
        return result;
    }

    private void shipped(Author author) {
        for (Seal.Sealed sealed : author.sealed()) {
            recovery.sealed(sealed.position());
            ship.moved(sealed.position().place(), Accept.frame(sealed.parcel()));
        }
    }

    /**
     * Takes a step of the workflow of a record's kind with a record that this node holds.
     *
     * @param name the step's, by the kind's descriptor
     * @param change fields of the content that are different from now on
     */
    public Authored step(RecordId id, String name, ObjectNode change) {
        Directory directory = directories.current();
        TakeStep steps = new TakeStep(self, new Revise(self, inspect, directory), directory);
        return database.write(tx -> steps.take(tx, id, name, change));
    }

    /** Authors the next version of a record that is held here. */
    public Authored revise(RecordId id, Revision revision) {
        Revise revise = new Revise(self, inspect, directories.current());
        return database.write(tx -> revise.revise(tx, id, revision));
    }

    /** Parcels that a neighbour has yet to receipt. */
    public long lag(NodeId neighbour) {
        return ship.lag(neighbour);
    }

    /** Messages and parcels refused since the start. */
    public long refusals() {
        return audit.refusals();
    }

    /** Own ledgers that wait for parcels which a restored backup lacks. */
    public Set<LedgerId> recovering() {
        return recovery.waiting();
    }

    /** What each of them lacks and who was heard, a sentence each. */
    public List<String> recoveringInWords() {
        return recovery.explained();
    }

    /** What keeps ledgers from going on until a person has looked, a sentence each with what to do. */
    public List<String> troubles() {
        return troubles.all();
    }

    /** An operator's word that what others hold of an own ledger is lost for good. */
    public void waive(LedgerId ledger) {
        recovery.waive(ledger);
        audit.write("waived", self.node(), JsonNodeFactory.instance.objectNode().put("ledger", ledger.toString()));
    }
}

package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jilian.directory.Directory;
import org.jilian.directory.Reach;
import org.jilian.ledger.Frame;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Receipt;
import org.jilian.ledger.RecordOutcome;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.record.Stream;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Outcomes;
import org.jilian.store.Parcels;
import org.jilian.store.Receipts;
import org.jilian.store.Transaction;

/**
 * Gives receipts, takes them, and relays them towards the origin.
 *
 * <p>An own receipt is made from what the database holds, never from what a step believes it wrote: so it cannot state
 * more than was committed. Receipts of others are relayed as they were signed. Outcomes are repeated until the next hop
 * says that it stored them.
 */
final class Acknowledge {
    private final Self self;
    private final Database database;
    private final Directories directories;

    Acknowledge(Self self, Database database, Directories directories) {
        this.self = self;
        this.database = database;
        this.directories = directories;
    }

    /** Own receipts for a ledger, to each hop before this node. */
    List<Envelope> own(LedgerId ledger) {
        Directory directory = directories.current();
        List<Envelope> envelopes = new ArrayList<>();
        for (NodeId hop : directory.reach(ledger.origin(), ledger.stream()).previousHops(self.node())) {
            database.read(tx -> own(tx, ledger, hop, directory)).ifPresent(envelopes::add);
        }
        return envelopes;
    }

    private Optional<Envelope> own(Transaction tx, LedgerId ledger, NodeId hop, Directory directory)
            throws SQLException {
        Optional<Ledgers.Position> found = Ledgers.find(tx, ledger);
        if (found.isEmpty() || found.get().head().isEmpty()) {
            return Optional.empty();
        }
        Ledgers.Position position = found.get();
        long known = Receipts.storedBy(tx, hop, self.node(), position.n()).outcomes();
        long after = Math.min(known, position.outcomes());
        List<RecordOutcome> outcomes = Outcomes.after(tx, position.n(), after, Receipt.MAX_OUTCOMES);
        Receipt receipt = new Receipt(
                directory.federation(),
                self.node(),
                position.place(),
                position.head().get(),
                after,
                outcomes,
                self.nowInSeconds());
        byte[] body = receipt.write();
        byte[] signature =
                self.suite().sign(body, receipt.at(), List.of(self.keys().signing()));
        return Optional.of(message(hop, body, signature));
    }

    private static Envelope message(NodeId to, byte[] body, byte[] signature) {
        return new Envelope(to, new Message(Message.Type.RECEIPT, Frame.join(List.of(body, signature))));
    }

    /** What came of a receipt. */
    sealed interface Taken {
        /** Stored, or known already; {@code answers} relay it and tell the sender so. */
        record Stored(Receipt receipt, List<Envelope> answers) implements Taken {}

        record Refused(Refusal refusal) implements Taken {}
    }

    Taken receipt(NodeId from, byte[] frame) {
        Directory directory = directories.current();
        Receipt receipt;
        List<byte[]> parts;
        try {
            parts = Frame.split(frame, 2);
            receipt = Receipt.read(parts.get(0));
        } catch (MalformedException e) {
            return refused(RefusalCode.BAD_FRAME, String.valueOf(e.getMessage()));
        }
        LedgerId ledger = receipt.place().ledger();
        boolean givenBack = receipt.receiver().equals(self.node());
        Optional<Refusal> astray = astray(from, receipt, givenBack, directory);
        if (astray.isPresent()) {
            return new Taken.Refused(astray.get());
        }
        Optional<Refusal> forged =
                new Origin(self.suite(), directory).check(receipt.receiver(), parts.get(0), parts.get(1), receipt.at());
        if (forged.isPresent()) {
            return new Taken.Refused(forged.get());
        }
        if (givenBack) {
            return database.write(tx -> new Taken.Stored(receipt, rememberOwn(tx, from, receipt)));
        }
        return database.write(tx -> {
            Optional<Ledgers.Position> position = Ledgers.find(tx, ledger);
            if (position.isEmpty()) {
                return refused(RefusalCode.RECEIPT, "a receipt for " + ledger + ", of which nothing is held");
            }
            return keep(tx, from, receipt, parts, position.get(), directory);
        });
    }

    private Optional<Refusal> astray(NodeId from, Receipt receipt, boolean givenBack, Directory directory) {
        if (directory.version() == 0 || !receipt.federation().equals(directory.federation())) {
            return Optional.of(new Refusal(RefusalCode.OTHER_FEDERATION, receipt.federation()));
        }
        LedgerId ledger = receipt.place().ledger();
        Reach reach = directory.reach(ledger.origin(), ledger.stream());
        Set<NodeId> hops = givenBack ? reach.previousHops(self.node()) : reach.nextHops(self.node());
        if (!reach.contains(receipt.receiver()) || !hops.contains(from)) {
            return Optional.of(new Refusal(
                    RefusalCode.NOT_ON_THIS_LINK,
                    "a receipt of " + receipt.receiver() + " for " + ledger + " does not come from " + from));
        }
        return Optional.empty();
    }

    private Taken keep(
            Transaction tx,
            NodeId from,
            Receipt receipt,
            List<byte[]> parts,
            Ledgers.Position position,
            Directory directory)
            throws SQLException {
        Parcels.Key key = new Parcels.Key(
                position.n(), receipt.place().epoch(), receipt.place().sequence());
        Optional<Digest> held = Parcels.digest(tx, key);
        if (held.isPresent() && !held.get().equals(receipt.header())) {
            return refused(
                    RefusalCode.RECEIPT,
                    receipt.receiver() + " holds another parcel at " + receipt.place() + ": " + receipt.header());
        }
        LedgerId ledger = position.ledger();
        Receipts.Extent before = Receipts.extent(tx, receipt.receiver(), position.n());
        boolean gap = receipt.outcomesAfter() > before.outcomes();
        List<Envelope> answers = new ArrayList<>();
        if (!gap) {
            Receipts.put(
                    tx,
                    new Receipts.Stored(
                            receipt.receiver(),
                            key,
                            receipt.header(),
                            receipt.outcomesAfter(),
                            receipt.outcomesThrough(),
                            parts.get(0),
                            parts.get(1),
                            receipt.at()));
            for (NodeId hop : directory.reach(ledger.origin(), ledger.stream()).previousHops(self.node())) {
                answers.add(message(hop, parts.get(0), parts.get(1)));
            }
        }
        answers.add(stored(from, receipt.receiver(), ledger, Receipts.extent(tx, receipt.receiver(), position.n())));
        return new Taken.Stored(receipt, answers);
    }

    /** To a receiver that has forgotten what it said: its own receipt that says the most. */
    List<Envelope> giveBack(NodeId receiver, LedgerId ledger) {
        return database.read(tx -> {
            Optional<Ledgers.Position> position = Ledgers.find(tx, ledger);
            return position.isEmpty()
                    ? List.<Envelope>of()
                    : Receipts.furthest(tx, receiver, position.get().n()).stream()
                            .map(stored -> message(receiver, stored.body(), stored.signature()))
                            .toList();
        });
    }

    /** An own receipt from before a backup was restored: what is said from now on gets numbers that follow. */
    private List<Envelope> rememberOwn(Transaction tx, NodeId from, Receipt receipt) throws SQLException {
        Optional<Ledgers.Position> position = Ledgers.find(tx, receipt.place().ledger());
        if (position.isEmpty() || position.get().outcomes() >= receipt.outcomesThrough()) {
            return List.of();
        }
        Positions.sayAgainAfter(tx, position.get(), receipt.outcomesThrough());
        Receipts.Extent known =
                new Receipts.Extent(receipt.place().epoch(), receipt.place().sequence(), receipt.outcomesThrough());
        Receipts.storedBy(tx, from, self.node(), position.get().n(), known);
        return own(tx, receipt.place().ledger(), from, directories.current()).stream()
                .toList();
    }

    /** "I have stored what this receiver said up to here." */
    static Envelope stored(NodeId to, NodeId receiver, LedgerId ledger, Receipts.Extent extent) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("epoch", extent.epoch())
                .put("origin", ledger.origin().value())
                .put("outcomes", extent.outcomes())
                .put("receiver", receiver.value())
                .put("sequence", extent.sequence())
                .put("stream", ledger.stream().toString());
        return new Envelope(to, new Message(Message.Type.RECEIPT_STORED, CanonicalJson.write(document)));
    }

    /** The hop before has stored receipts; what it has not seen yet is sent now. */
    List<Envelope> receiptStored(NodeId from, byte[] body) {
        JsonNode json = CanonicalJson.read(body);
        LedgerId ledger = new LedgerId(
                new NodeId(json.path("origin").asText()),
                Stream.parse(json.path("stream").asText()));
        NodeId receiver = new NodeId(json.path("receiver").asText());
        Receipts.Extent extent = new Receipts.Extent(
                json.path("epoch").asLong(),
                json.path("sequence").asLong(),
                json.path("outcomes").asLong());
        Directory directory = directories.current();
        if (!directory
                .reach(ledger.origin(), ledger.stream())
                .previousHops(self.node())
                .contains(from)) {
            return List.of();
        }
        return database.write(tx -> {
            Optional<Ledgers.Position> position = Ledgers.find(tx, ledger);
            if (position.isEmpty()) {
                return List.<Envelope>of();
            }
            if (Receipts.storedBy(tx, from, receiver, position.get().n()).equals(extent)) {
                // no progress since it said so last: to answer at once would go round for ever
                return List.<Envelope>of();
            }
            Receipts.storedBy(tx, from, receiver, position.get().n(), extent);
            return missing(tx, from, receiver, position.get(), extent, directory);
        });
    }

    /** Receipts that the hop before lacks; of outcomes alone, since a newer position follows by itself. */
    private List<Envelope> missing(
            Transaction tx,
            NodeId hop,
            NodeId receiver,
            Ledgers.Position position,
            Receipts.Extent extent,
            Directory directory)
            throws SQLException {
        if (receiver.equals(self.node())) {
            return extent.outcomes() < position.outcomes()
                    ? own(tx, position.ledger(), hop, directory).stream().toList()
                    : List.of();
        }
        return Receipts.extent(tx, receiver, position.n()).outcomes() > extent.outcomes()
                ? relay(tx, hop, receiver, position, extent)
                : List.of();
    }

    /** Everything of a receiver that a hop which knows {@code extent} has not seen. */
    List<Envelope> beyond(
            Transaction tx, NodeId hop, NodeId receiver, Ledgers.Position position, Receipts.Extent extent)
            throws SQLException {
        if (receiver.equals(self.node())) {
            return own(tx, position.ledger(), hop, directories.current()).stream()
                    .toList();
        }
        return relay(tx, hop, receiver, position, extent);
    }

    private static List<Envelope> relay(
            Transaction tx, NodeId hop, NodeId receiver, Ledgers.Position position, Receipts.Extent extent)
            throws SQLException {
        return Receipts.beyond(tx, receiver, position.n(), extent).stream()
                .map(stored -> message(hop, stored.body(), stored.signature()))
                .toList();
    }

    private static Taken refused(RefusalCode code, String detail) {
        return new Taken.Refused(new Refusal(code, detail));
    }
}

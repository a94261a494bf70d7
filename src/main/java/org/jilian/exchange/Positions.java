package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jilian.directory.Directory;
import org.jilian.directory.Reach;
import org.jilian.ledger.Frame;
import org.jilian.ledger.LedgerId;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.record.Stream;
import org.jilian.store.Ledgers;
import org.jilian.store.Outcomes;
import org.jilian.store.Receipts;
import org.jilian.store.Transaction;

/**
 * Whether two neighbours hold the same of the ledgers that go over their link, and know the same receipts: each makes the
 * same list of what it holds and knows, and one digest over it. Equal digests end it; otherwise the lists are exchanged and
 * whoever has less asks, whoever knows more tells.
 *
 * <p>This is how a link heals after anything at all: a restart, a restored backup, a wiped broker, lost messages.
 */
final class Positions {
    static final int MOST_ENTRIES = 1_000;
    private static final String FORMAT = "jilian-positions/1";

    private final Self self;

    Positions(Self self) {
        this.self = self;
    }

    /** How far a node is with a ledger: as holder of parcels, or as a receiver whose receipts are known. */
    record Entry(LedgerId ledger, NodeId receiver, Receipts.Extent extent, Optional<Digest> head) {
        ObjectNode write() {
            ObjectNode node = JsonNodeFactory.instance
                    .objectNode()
                    .put("epoch", extent.epoch())
                    .put("origin", ledger.origin().value())
                    .put("outcomes", extent.outcomes())
                    .put("receiver", receiver.value())
                    .put("sequence", extent.sequence())
                    .put("stream", ledger.stream().toString());
            head.ifPresent(digest -> node.put("head", digest.toString()));
            return node;
        }

        static Entry read(JsonNode node) {
            return new Entry(
                    new LedgerId(
                            new NodeId(node.path("origin").asText()),
                            Stream.parse(node.path("stream").asText())),
                    new NodeId(node.path("receiver").asText()),
                    new Receipts.Extent(
                            node.path("epoch").asLong(),
                            node.path("sequence").asLong(),
                            node.path("outcomes").asLong()),
                    node.has("head")
                            ? Optional.of(Digest.parse(node.path("head").asText()))
                            : Optional.empty());
        }
    }

    /**
     * Everything that this node holds and knows of the ledgers on the link to a neighbour. The upstream side's own
     * holding is listed under its own name, the downstream side and all behind it under theirs.
     */
    List<Entry> with(Transaction tx, NodeId neighbour, Directory directory) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        Map<Long, Map<NodeId, Receipts.Extent>> known = Receipts.extents(tx);
        for (Ledgers.Position position : Ledgers.all(tx)) {
            LedgerId ledger = position.ledger();
            Reach reach = directory.reach(ledger.origin(), ledger.stream());
            boolean downstream = reach.nextHops(self.node()).contains(neighbour);
            boolean upstream = reach.previousHops(self.node()).contains(neighbour);
            if ((!downstream && !upstream) || position.sequence() == 0 && position.epoch() == 1) {
                continue;
            }
            entries.add(new Entry(
                    ledger,
                    ledger.origin(),
                    new Receipts.Extent(position.epoch(), position.sequence(), 0),
                    position.head()));
            for (NodeId receiver : behind(reach, downstream ? neighbour : self.node())) {
                Receipts.Extent extent = receiver.equals(self.node())
                        ? new Receipts.Extent(position.epoch(), position.sequence(), position.outcomes())
                        : known.getOrDefault(position.n(), Map.of()).getOrDefault(receiver, Receipts.Extent.NOTHING);
                entries.add(new Entry(ledger, receiver, extent, Optional.empty()));
            }
        }
        return entries;
    }

    /** A node of a reach and all that get the ledger through it. */
    private static Set<NodeId> behind(Reach reach, NodeId first) {
        Set<NodeId> found = new TreeSet<>(Set.of(first));
        List<NodeId> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            for (NodeId next : reach.nextHops(open.remove(open.size() - 1))) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    Envelope digest(NodeId neighbour, List<Entry> entries) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("count", entries.size())
                .put("digest", digest(entries).toString());
        return new Envelope(neighbour, new Message(Message.Type.POSITIONS, CanonicalJson.write(document)));
    }

    boolean agrees(byte[] body, List<Entry> entries) {
        JsonNode document = CanonicalJson.read(body);
        return document.path("count").asInt() == entries.size()
                && document.path("digest").asText().equals(digest(entries).toString());
    }

    private Digest digest(List<Entry> entries) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        entries.forEach(entry -> array.add(entry.write()));
        return self.suite().hash().of(CanonicalJson.write(array));
    }

    /**
     * The list itself, in as many signed messages as it needs: what it says may stop a ledger of the other side. {@code
     * reply} asks for the other side's list, too.
     */
    List<Envelope> list(NodeId neighbour, List<Entry> entries, boolean reply, Directory directory) {
        List<Envelope> envelopes = new ArrayList<>();
        for (int from = 0; from == 0 || from < entries.size(); from += MOST_ENTRIES) {
            Instant at = self.nowInSeconds();
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("at", at.toString())
                    .put("federation", directory.federation())
                    .put("format", FORMAT)
                    .put("reply", reply && from == 0)
                    .put("sender", self.node().value());
            ArrayNode array = document.putArray("entries");
            entries.subList(from, Math.min(entries.size(), from + MOST_ENTRIES))
                    .forEach(entry -> array.add(entry.write()));
            byte[] body = CanonicalJson.write(document);
            byte[] signature = self.suite().sign(body, at, List.of(self.keys().signing()));
            envelopes.add(new Envelope(
                    neighbour, new Message(Message.Type.POSITION_LIST, Frame.join(List.of(body, signature)))));
        }
        return envelopes;
    }

    /** A list that came, as its sender signed it. */
    record Listed(String federation, NodeId sender, Instant at, boolean reply, List<Entry> entries) {
        static Listed read(byte[] body) {
            JsonNode document = CanonicalJson.read(body);
            if (!document.path("format").asText().equals(FORMAT)) {
                throw new MalformedException(
                        "format of a position list",
                        FORMAT,
                        document.path("format").asText());
            }
            JsonNode array = document.path("entries");
            if (array.size() > MOST_ENTRIES) {
                throw new MalformedException(
                        "entries of a position list", "at most " + MOST_ENTRIES, array.size() + "");
            }
            List<Entry> entries = new ArrayList<>();
            array.forEach(node -> entries.add(Entry.read(node)));
            return new Listed(
                    document.path("federation").asText(),
                    new NodeId(document.path("sender").asText()),
                    instant(document.path("at").asText()),
                    document.path("reply").asBoolean(),
                    entries);
        }

        private static Instant instant(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new MalformedException("instant of a position list", "like 2026-01-31T08:00:00Z", text);
            }
        }
    }

    static Listed read(byte[] frame) {
        return Listed.read(Frame.split(frame, 2).get(0));
    }

    /** Why it is not what this neighbour says, if so. */
    Optional<Refusal> forged(NodeId from, Listed listed, byte[] frame, Directory directory) {
        if (directory.version() == 0 || !listed.federation().equals(directory.federation())) {
            return Optional.of(new Refusal(RefusalCode.OTHER_FEDERATION, listed.federation()));
        }
        if (!listed.sender().equals(from)) {
            return Optional.of(new Refusal(
                    RefusalCode.NOT_ON_THIS_LINK, "positions of " + listed.sender() + " do not come from " + from));
        }
        List<byte[]> parts = Frame.split(frame, 2);
        return new Origin(self.suite(), directory).check(from, parts.get(0), parts.get(1), listed.at());
    }

    /** By ledger and receiver. */
    static Map<String, Entry> byName(List<Entry> entries) {
        Map<String, Entry> map = new TreeMap<>();
        entries.forEach(entry -> map.put(entry.ledger() + " " + entry.receiver(), entry));
        return map;
    }

    /**
     * A hop before this node holds a receipt of this node with more outcomes than this database has said: a backup was
     * restored. Whatever is not plain "applied" is said again under numbers that follow.
     */
    static void sayAgainAfter(Transaction tx, Ledgers.Position position, long number) throws SQLException {
        Ledgers.Position locked = Ledgers.lock(tx, position.ledger());
        if (locked.outcomes() >= number) {
            return;
        }
        long highest = Outcomes.sayAgain(tx, locked.n(), locked.outcomes(), number);
        Ledgers.outcomes(tx, locked.n(), highest);
    }
}

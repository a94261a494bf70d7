package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jilian.crypto.Suite;
import org.jilian.directory.DirectoryDraft;
import org.jilian.directory.Jurisdiction;
import org.jilian.directory.Line;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Outcome;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.Level;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.RefusalCode;
import org.jilian.record.Stream;
import org.jilian.simulate.SampleFederation;
import org.jilian.simulate.SampleKeys;
import org.jilian.simulate.SampleKinds;
import org.jilian.store.Database;
import org.jilian.store.Disclosures;
import org.jilian.store.Ledgers;
import org.jilian.store.TestDatabases;
import org.jilian.store.Versions;

/**
 * A province, its city and the city's two counties, each with a database; messages go at once and in order, and
 * the clock stands still unless a test moves it. The city may not read protected values, the others may.
 */
final class Town implements AutoCloseable {
    static final Suite SUITE = Suite.named("intl");
    static final SampleKeys KEYS = new SampleKeys(SUITE, new SecureRandom());
    static final NodeId PROVINCE = NodeId.of("370000");
    static final NodeId CITY = NodeId.of("370800");
    static final NodeId COUNTY = NodeId.of("370811");
    static final NodeId SIBLING = NodeId.of("370881");
    static final List<NodeId> ALL = List.of(PROVINCE, CITY, COUNTY, SIBLING);
    static final Instant NOW = SampleKeys.BEGINNING.plus(Duration.ofDays(3));

    private static final String[] CHANNELS = {"registry", "hours", "programmes"};
    private static final int MOST_ROUNDS = 200;

    private final SampleFederation federation = new SampleFederation(KEYS, PROVINCE);
    private final Map<NodeId, Database> databases = new HashMap<>();
    private final Map<NodeId, Exchange> nodes = new HashMap<>();
    private final List<NodeId> all = new ArrayList<>(ALL);
    private final Set<NodeId> fullDisks = new HashSet<>();
    private Instant now = NOW;

    /**
     * With databases in memory, or on PostgreSQL for a test class named {@code …IT}.
     *
     * @param further counties of the city
     */
    Town(Class<?> test, NodeId... further) {
        all.addAll(List.of(further));
        for (NodeId id : all) {
            federation.node(
                    id.value(),
                    new Jurisdiction(Optional.empty(), Optional.of(level(id)), List.of()),
                    id.equals(CITY) ? new String[0] : new String[] {"registry"});
        }
        federation
                .link("370800", "370000", Line.GOVERNMENT, CHANNELS)
                .link("370811", "370800", Line.GOVERNMENT, CHANNELS)
                .link("370881", "370800", Line.GOVERNMENT, CHANNELS);
        for (NodeId county : further) {
            federation.link(county.value(), "370800", Line.GOVERNMENT, CHANNELS);
        }
        SampleKinds.all().forEach(federation::kind);
        federation.kind(SampleKinds.proposal());
        federation.subjectKey(1, SampleKeys.BEGINNING, all);
        federation.publish(SampleKeys.BEGINNING);
        for (NodeId id : all) {
            databases.put(id, TestDatabases.take(test));
            start(id);
        }
        all.forEach(id -> node(id).neighbours().forEach(node(id)::connected));
        settle();
    }

    private static Level level(NodeId id) {
        return id.equals(PROVINCE) ? Level.PROVINCE : id.equals(CITY) ? Level.CITY : Level.COUNTY;
    }

    /** A new process on the database that is there. */
    void restart(NodeId id) {
        start(id);
        node(id).neighbours().forEach(node(id)::connected);
    }

    private void start(NodeId id) {
        Self self = new Self(id, SUITE, KEYS.of(id).keys(), new Standing(), new SecureRandom());
        Exchange exchange = new Exchange(
                self,
                database(id),
                new Directories(SUITE, List.of(federation.rootCertificate())),
                new InMemory(id),
                Settings.STANDARD);
        exchange.start();
        exchange.install(federation.parcels());
        nodes.put(id, exchange);
    }

    Exchange node(NodeId id) {
        return nodes.get(id);
    }

    Database database(NodeId id) {
        return databases.get(id);
    }

    org.jilian.directory.Node described(NodeId id) {
        return federation.directory().node(id).orElseThrow();
    }

    int directoryVersion() {
        return federation.directory().version();
    }

    /** The disk with the heads file is full, or not any more. */
    void fullDisk(NodeId id, boolean full) {
        if (full) {
            fullDisks.add(id);
        } else {
            fullDisks.remove(id);
        }
    }

    void clock(Instant instant) {
        now = instant;
    }

    /** Everybody takes turns until nobody has anything to say. */
    void settle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean quiet = true;
            for (NodeId id : all) {
                List<Envelope> said = node(id).turn();
                quiet &= said.isEmpty();
                carry(id, said);
            }
            if (quiet) {
                return;
            }
        }
        throw new AssertionError("the town does not come to rest");
    }

    /** What one says goes to the other, and so does what that one answers. */
    void carry(NodeId from, List<Envelope> envelopes) {
        record Underway(NodeId from, Envelope envelope) {}
        Deque<Underway> queue = new ArrayDeque<>();
        envelopes.forEach(each -> queue.add(new Underway(from, each)));
        for (int i = 0; !queue.isEmpty(); i++) {
            if (i > 10_000) {
                throw new AssertionError("nodes answer each other without end");
            }
            Underway next = queue.remove();
            NodeId to = next.envelope().neighbour();
            node(to).receive(new Envelope(next.from(), next.envelope().message()))
                    .forEach(answer -> queue.add(new Underway(to, answer)));
        }
    }

    /** Brings a parcel to a node as if from that neighbour, and lets its answers go their way. @return the answers */
    List<Envelope> bring(NodeId from, NodeId to, byte[] frame) {
        List<Envelope> answers = node(to).receive(new Envelope(from, new Message(Message.Type.PARCEL, frame)));
        carry(to, answers);
        return answers;
    }

    /** The next version of the directory, signed by the root and brought to the province. */
    void publish(UnaryOperator<DirectoryDraft> change) {
        byte[] frame = federation.change(change).publish(now);
        carry(PROVINCE, node(PROVINCE).install(List.of(frame)));
        settle();
    }

    /** As {@link #publish}, brought to the province, which has yet to act on it. */
    void publishUnheard(UnaryOperator<DirectoryDraft> change) {
        node(PROVINCE).install(List.of(federation.change(change).publish(now)));
    }

    List<Authored> author(NodeId id, Draft... drafts) {
        return node(id).author(List.of(drafts));
    }

    /** Seals at a node what it authored, and holds back what it would send. @return the frames of its parcels */
    List<byte[]> sealed(NodeId id) {
        List<byte[]> frames = new ArrayList<>();
        for (Envelope each : node(id).turn()) {
            if (each.message().type() == Message.Type.PARCEL) {
                frames.add(each.message().body());
            }
        }
        return frames;
    }

    Optional<RecordVersion> held(NodeId id, RecordId record) {
        return database(id)
                .read(tx -> Versions.current(tx, record, SUITE.hash()).map(Versions.Held::version));
    }

    List<String> values(NodeId id, RecordVersion version) {
        Disclosures disclosures = new Disclosures(KEYS.of(id).keys().atRest());
        return database(id)
                .read(tx -> disclosures.find(tx, version).stream()
                        .map(each -> each.path() + "=" + each.value())
                        .sorted()
                        .toList());
    }

    Optional<Ledgers.Position> position(NodeId id, LedgerId ledger) {
        return database(id).read(tx -> Ledgers.find(tx, ledger));
    }

    /** Codes of the refusals in a node's audit trail, in their order. */
    List<RefusalCode> refused(NodeId id) {
        return database(id)
                .read(tx -> tx.list(
                        "SELECT detail FROM audit_waiting WHERE event = 'refused' ORDER BY n",
                        row -> RefusalCode.valueOf(
                                CanonicalJson.read(row.text("detail").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                        .path("code")
                                        .textValue())));
    }

    /** What a node says became of records of a ledger, but for those plainly applied: "sequence/index OUTCOME CODE". */
    List<String> outcomes(NodeId id, LedgerId ledger) {
        return database(id)
                .read(tx ->
                        org.jilian.store.Outcomes.after(
                                        tx,
                                        Ledgers.find(tx, ledger).orElseThrow().n(),
                                        0,
                                        1_000)
                                .stream()
                                .map(each -> each.sequence() + "/" + each.index() + " " + each.outcome()
                                        + (each.refusal() == null || each.outcome() == Outcome.APPLIED
                                                ? ""
                                                : " " + each.refusal().code()))
                                .toList());
    }

    /** The first difference between what a node's tables say and what its parcels come to. */
    Optional<String> problem(NodeId id) {
        return node(id).problem();
    }

    static LedgerId ledger(NodeId origin, String stream) {
        return new LedgerId(origin, Stream.parse(stream));
    }

    static LedgerId hoursOf(NodeId origin) {
        return ledger(origin, "above." + origin + "/hours");
    }

    static Draft person(String number, String unit) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("unit", unit)
                .put("name", "王小明")
                .put("documentNumber", number);
        return new Draft(new KindName("person"), "370811", Optional.empty(), Optional.of(number(number)), content);
    }

    static Draft hours(String number, String course, String hours) {
        JsonNode content =
                JsonNodeFactory.instance.objectNode().put("course", course).put("hours", hours);
        return new Draft(
                new KindName("hour-record"), "370811", Optional.of("2026"), Optional.of(number(number)), (ObjectNode)
                        content);
    }

    private static Draft.PersonNumber number(String number) {
        return new Draft.PersonNumber("111", number);
    }

    @Override
    public void close() {
        databases.values().forEach(TestDatabases::giveBack);
    }

    /** The town's clock, which stands still. */
    private final class Standing extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** A heads file without a file. */
    private final class InMemory implements ShippedHeads {
        private final NodeId id;
        private final Map<LedgerId, Head> heads = new HashMap<>();

        InMemory(NodeId id) {
            this.id = id;
        }

        @Override
        public Map<LedgerId, Head> all() {
            return Map.copyOf(heads);
        }

        @Override
        public void remember(LedgerId ledger, Head head) {
            if (fullDisks.contains(id)) {
                throw new java.io.UncheckedIOException(new java.io.IOException("No space left on device"));
            }
            heads.put(ledger, head);
        }
    }
}

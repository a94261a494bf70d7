package org.jilian.simulate;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jilian.directory.Jurisdiction;
import org.jilian.directory.Line;
import org.jilian.directory.Sealing;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Settings;
import org.jilian.record.Level;
import org.jilian.record.NodeId;
import org.jilian.store.Fault;
import org.jilian.store.StoreException;

/**
 * The federation of a simulation: nation, two provinces, two cities, three counties, an industry node; their network; and
 * virtual time. Everything happens on one thread, in the order of virtual instants.
 */
final class World {
    static final NodeId NATION = NodeId.of("000000");
    static final List<NodeId> IDS = Stream.of(
                    "000000", "370000", "370800", "370200", "370811", "370881", "370811-wjw", "410000")
            .map(NodeId::of)
            .toList();
    /** Small, so that ledgers have many parcels. */
    private static final Sealing SEALING = new Sealing(20, 64 * 1024, Duration.ofSeconds(2));

    private static final String[] CHANNELS = {"registry", "hours", "programmes"};

    private final VirtualTime time = new VirtualTime();
    private final Network network;
    private final Oracle oracle;
    private final SampleFederation federation;
    private final Map<NodeId, SimulatedNode> nodes = new TreeMap<>();
    private final Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
    private final Random random;
    private final Conduct conduct;

    /** The directory that every world begins with; {@link SampleFederation#branch} makes each its own. */
    static SampleFederation federation(SampleKeys keys) {
        SampleFederation federation = new SampleFederation(keys, NATION, new SeededRandom(0));
        for (NodeId id : IDS) {
            boolean nation = id.equals(NATION);
            federation.node(
                    id.value(),
                    new Jurisdiction(Optional.empty(), Optional.of(level(id)), List.of()),
                    nation ? new String[0] : new String[] {"registry"});
        }
        federation
                .link("370000", "000000", Line.GOVERNMENT, CHANNELS)
                .link("410000", "000000", Line.GOVERNMENT, CHANNELS)
                .link("370800", "370000", Line.GOVERNMENT, CHANNELS)
                .link("370200", "370000", Line.GOVERNMENT, CHANNELS)
                .link("370811", "370800", Line.GOVERNMENT, CHANNELS)
                .link("370881", "370800", Line.GOVERNMENT, CHANNELS)
                .link("370811-wjw", "370800", Line.INDUSTRY, CHANNELS);
        SampleKinds.all().forEach(federation::kind);
        federation.kind(SampleKinds.proposal());
        federation.sealing(SEALING);
        federation.subjectKey(1, SampleKeys.BEGINNING, IDS);
        federation.publish(SampleKeys.BEGINNING);
        return federation;
    }

    private static Level level(NodeId id) {
        if (id.equals(NATION)) {
            return Level.NATION;
        }
        return id.value().endsWith("0000") ? Level.PROVINCE : id.value().endsWith("00") ? Level.CITY : Level.COUNTY;
    }

    World(SampleFederation federation, Settings settings, Random random, Conduct conduct) {
        this.conduct = conduct;
        this.random = random;
        this.network = new Network(this, random);
        this.federation = federation;
        for (NodeId id : IDS) {
            SimulatedNode node =
                    new SimulatedNode(id, federation, settings, time.new NodeClock(), random.nextLong(), conduct);
            nodes.put(node.id(), node);
        }
        this.oracle = new Oracle(this);
        for (SimulatedNode node : nodes.values()) {
            start(node);
            // every node joins with the directory that an operator brought by hand
            let(node, process -> process.install(federation.parcels()), () -> {});
            every(Duration.ofMillis(1_900 + random.nextInt(200)), node, Exchange::turn);
            every(Duration.ofSeconds(30), node, Exchange::tidy);
        }
        lookAfterLinks();
    }

    /** What brokers do by themselves: whoever is linked by the directory connects, soon after he can. */
    private void lookAfterLinks() {
        connectAll();
        time.after(Duration.ofSeconds(3), this::lookAfterLinks);
    }

    private void every(Duration period, SimulatedNode node, Function<Exchange, List<Envelope>> what) {
        time.after(period, () -> {
            if (node.isUp()) {
                let(node, what, () -> {});
            }
            every(period, node, what);
        });
    }

    VirtualTime time() {
        return time;
    }

    Network network() {
        return network;
    }

    Oracle oracle() {
        return oracle;
    }

    SampleFederation federation() {
        return federation;
    }

    Collection<SimulatedNode> nodes() {
        return nodes.values();
    }

    SimulatedNode node(NodeId id) {
        return java.util.Objects.requireNonNull(nodes.get(id), () -> "no node " + id);
    }

    void count(FaultKind kind) {
        faults.merge(kind, 1, Integer::sum);
    }

    int faultCount() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<FaultKind, Integer> faults() {
        return faults.isEmpty() ? new EnumMap<>(FaultKind.class) : faults;
    }

    /** Lets a node do something; it may die of it, or be unable to, and {@code undone} then plans what a queue would. */
    void let(SimulatedNode node, Function<Exchange, List<Envelope>> what, Runnable undone) {
        let(node, Optional.empty(), what, undone);
    }

    /** Gives a node a message. */
    void bring(SimulatedNode node, Envelope incoming, Runnable undone) {
        let(node, Optional.of(incoming), process -> process.receive(incoming), undone);
    }

    private void let(
            SimulatedNode node, Optional<Envelope> incoming, Function<Exchange, List<Envelope>> what, Runnable undone) {
        if (!node.isUp()) {
            return;
        }
        try {
            network.send(
                    node.id(), conduct.step(node, incoming, what, envelopes -> network.send(node.id(), envelopes)));
        } catch (Crash e) {
            die(node);
            undone.run();
        } catch (StoreException e) {
            mustBeFull(e);
            undone.run();
        }
        oracle.acted(node);
    }

    /** The only trouble with databases that is planned; any other is a bug. */
    private static void mustBeFull(StoreException e) {
        if (e.fault() != Fault.DISK_FULL) {
            throw new InvariantBrokenException(
                    Invariant.STEPS_END_WELL, "a step broke on its own database: " + e.getMessage(), e);
        }
    }

    void die(SimulatedNode node) {
        node.die();
        for (SimulatedNode other : nodes.values()) {
            if (other.isUp()) {
                other.process().disconnected(node.id());
            }
        }
        time.after(Duration.ofSeconds(1 + random.nextInt(6)), () -> {
            if (!node.isUp()) {
                start(node);
            }
        });
    }

    void start(SimulatedNode node) {
        try {
            node.start();
        } catch (Crash e) {
            die(node);
            return;
        } catch (StoreException e) {
            mustBeFull(e);
            die(node);
            return;
        }
        conduct.started(node);
        oracle.acted(node);
        if (node.id().equals(NATION)) {
            // the operator's folder is read at each start
            let(node, process -> process.install(federation.parcels()), () -> {});
        }
        connectAll();
    }

    /** Tells every process which of its neighbours it can reach now. */
    void connectAll() {
        for (SimulatedNode node : nodes.values()) {
            if (!node.isUp()) {
                continue;
            }
            for (NodeId neighbour : node.process().neighbours()) {
                if (node(neighbour).isUp() && !network.isCut(node.id(), neighbour)) {
                    if (!node.process().isConnected(neighbour)) {
                        node.process().connected(neighbour);
                    }
                } else {
                    node.process().disconnected(neighbour);
                }
            }
        }
    }

    /** All up and nobody differs. */
    boolean isQuiet() {
        return nodes.values().stream().allMatch(SimulatedNode::isUp)
                && oracle.disagreement().isEmpty();
    }

    void close() {
        nodes.values().forEach(node -> node.database().close());
    }
}

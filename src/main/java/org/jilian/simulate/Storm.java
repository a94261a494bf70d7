package org.jilian.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jilian.directory.Line;
import org.jilian.directory.Link;
import org.jilian.directory.RefusedDirectoryException;
import org.jilian.directory.Reset;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Revision;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.store.CommitPoints;
import org.jilian.store.Ledgers;

/** What people and misfortune do to the federation: rosters, corrections and hand-overs, and every kind of fault. */
final class Storm {
    private static final List<NodeId> AUTHORS = List.of(
            NodeId.of("370811"),
            NodeId.of("370881"),
            NodeId.of("370811-wjw"),
            NodeId.of("370200"),
            NodeId.of("410000"));

    /** Few, since each further holder means further ledgers of every author. */
    private static final List<NodeId> HEIRS = List.of(NodeId.of("370881"), NodeId.of("370200"));

    private final World world;
    private final Random random;
    private final Forks forks;
    private final Optional<Proposals> proposals;
    /** What each platform holds: the nightly export brings all of it again. */
    private final Map<NodeId, Map<String, Draft>> platforms = new TreeMap<>();

    private final Map<NodeId, List<RecordId>> authored = new TreeMap<>();
    private boolean over;
    /**
     * Once in a storm a backup is restored, at one node or at two neighbours. Two that lose the same parcels may fill their
     * places anew before they hear that others hold them: whoever sees both stops, and a reset cures it.
     */
    private boolean restored;

    private boolean equivocated;

    private boolean wasReset;

    private String countyParent = "370800";

    /** @param proposals what the steps of workflows are drawn by; without, none are taken */
    Storm(World world, Random random, Optional<Random> proposals) {
        this.world = world;
        this.random = random;
        this.forks = new Forks(world, random);
        this.proposals = proposals.map(drawn -> new Proposals(world, drawn, new Forks(world, drawn)));
    }

    void begin() {
        world.network().stormy(true);
        for (SimulatedNode node : world.nodes()) {
            node.database().commitPoints(new Mishaps(node));
        }
        repeat(4, this::roster);
        repeat(4, this::correct);
        repeat(4, this::partition);
        repeat(6, this::wipeBroker);
        repeat(6, this::backUpOrRestore);
        repeat(25, this::equivocate);
        world.time().after(Duration.ofSeconds(8), this::cure);
        repeat(10, this::skewClock);
        repeat(25, this::changeDirectory);
        repeat(25, this::moveCounty);
        repeat(10, this::publishCourses);
        proposals.ifPresent(some -> {
            repeat(3, some::propose);
            repeat(2, some::step);
            repeat(8, some::forge);
        });
    }

    /** The faults stop; every platform exports everything once more, as it does every night. */
    void end() {
        over = true;
        world.network().stormy(false);
        for (SimulatedNode node : world.nodes()) {
            node.database().commitPoints(CommitPoints.NONE);
            node.clock().setOffset(Duration.ZERO);
        }
        platforms.forEach((id, drafts) -> exportOnceAt(0, world.node(id)));
        world.oracle().expect(platforms);
    }

    private void repeat(int aboutSeconds, Runnable what) {
        world.time().after(Duration.ofMillis(100 + random.nextInt(aboutSeconds * 2_000)), () -> {
            if (!over) {
                what.run();
                repeat(aboutSeconds, what);
            }
        });
    }

    private void roster() {
        NodeId id = AUTHORS.get(random.nextInt(AUTHORS.size()));
        Map<String, Draft> platform = platforms.computeIfAbsent(id, unused -> new TreeMap<>());
        List<Draft> drafts = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            // a small world: the same persons and courses come again with other values
            String person = "11010119900307" + (1000 + random.nextInt(30));
            if (random.nextInt(3) == 0) {
                drafts.add(put(platform, "p" + person, person(person, "unit " + random.nextInt(3))));
            } else {
                String course = "course " + random.nextInt(4);
                drafts.add(put(platform, "h" + person + course, hours(person, course, random.nextInt(40) + "")));
            }
        }
        export(world.node(id), drafts);
    }

    private static Draft put(Map<String, Draft> platform, String key, Draft draft) {
        platform.put(key, draft);
        return draft;
    }

    private static Draft person(String number, String unit) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("documentNumber", number)
                .put("name", "示例" + number)
                .put("unit", unit);
        return new Draft(
                new KindName("person"),
                "370811",
                Optional.empty(),
                Optional.of(new Draft.PersonNumber("111", number)),
                content);
    }

    private static Draft hours(String number, String course, String hours) {
        ObjectNode content =
                JsonNodeFactory.instance.objectNode().put("course", course).put("hours", hours);
        return new Draft(
                new KindName("hour-record"),
                "370811",
                Optional.of("2025"),
                Optional.of(new Draft.PersonNumber("111", number)),
                content);
    }

    private void publishCourses() {
        NodeId id = NodeId.of("370000");
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("code", "c" + random.nextInt(8))
                .put("name", "course " + random.nextInt(1000));
        Draft draft = new Draft(new KindName("course"), "370000", Optional.empty(), Optional.empty(), content);
        platforms
                .computeIfAbsent(id, unused -> new TreeMap<>())
                .put(content.path("code").asText(), draft);
        export(world.node(id), List.of(draft));
    }

    private void export(SimulatedNode node, List<Draft> drafts) {
        world.let(
                node,
                process -> {
                    for (Authored each : process.author(drafts)) {
                        if (each instanceof Authored.First first) {
                            authored.computeIfAbsent(node.id(), unused -> new ArrayList<>())
                                    .add(first.version().id());
                        }
                    }
                    return process.turn();
                },
                () -> {});
    }

    /** A record is handed over, taken back, or corrected by a level above. */
    private void correct() {
        List<NodeId> ids = List.copyOf(authored.keySet());
        if (ids.isEmpty()) {
            return;
        }
        NodeId author = ids.get(random.nextInt(ids.size()));
        List<RecordId> records = java.util.Objects.requireNonNull(authored.get(author));
        RecordId record = records.get(random.nextInt(records.size()));
        boolean person = record.kind().value().equals("person");
        NodeId actor = person && random.nextInt(3) == 0 ? NodeId.of("370000") : author;
        Revision revision =
                random.nextBoolean() ? Revision.handOver(HEIRS.get(random.nextInt(HEIRS.size()))) : Revision.revoke();
        world.let(
                world.node(actor),
                process -> {
                    Authored result = process.revise(record, revision);
                    if (result instanceof Authored.HeldElsewhere elsewhere
                            && !elsewhere.holder().equals(actor)) {
                        world.let(
                                world.node(elsewhere.holder()),
                                other -> {
                                    other.revise(record, revision);
                                    return other.turn();
                                },
                                () -> {});
                    }
                    return process.turn();
                },
                () -> {});
    }

    private void partition() {
        List<Link> links = world.federation().directory().links();
        Link link = links.get(random.nextInt(links.size()));
        world.count(FaultKind.PARTITION);
        world.network().cut(link.child(), link.parent());
        world.connectAll();
        world.time().after(Duration.ofSeconds(2 + random.nextInt(10)), () -> {
            world.network().mend(link.child(), link.parent());
            world.connectAll();
        });
    }

    private void wipeBroker() {
        List<Link> links = world.federation().directory().links();
        Link link = links.get(random.nextInt(links.size()));
        world.count(FaultKind.BROKER_WIPED);
        world.network().wipe(link.child(), link.parent());
    }

    private SimulatedNode anyNode() {
        List<SimulatedNode> nodes = List.copyOf(world.nodes());
        return nodes.get(random.nextInt(nodes.size()));
    }

    private void backUpOrRestore() {
        SimulatedNode node = anyNode();
        if (restored || node.backup().isEmpty() || random.nextInt(3) == 0) {
            node.backUp();
            return;
        }
        restored = true;
        Optional<SimulatedNode> neighbour = world.federation().directory().parents(node.id()).stream()
                .map(world::node)
                .filter(parent -> parent.backup().isPresent())
                .findFirst();
        // with both, the last good parcel that a reset named could be lost: then a person has to name another
        if (neighbour.isEmpty() || wasReset) {
            world.count(FaultKind.ROLLED_BACK);
            restore(node);
            return;
        }
        world.count(FaultKind.BOTH_ROLLED_BACK);
        for (SimulatedNode each : List.of(node, neighbour.get())) {
            for (Ledgers.Position position : each.database().read(Ledgers::all)) {
                if (position.ledger().origin().equals(each.id())) {
                    world.oracle().excuse(position.ledger(), position.epoch());
                }
            }
        }
        restore(node);
        restore(neighbour.get());
    }

    private void restore(SimulatedNode node) {
        world.oracle().rolledBack(node);
        node.database().restore(node.backup().orElseThrow());
        world.die(node);
    }

    private void equivocate() {
        if (!equivocated) {
            equivocated = true;
            forks.equivocate();
        }
    }

    /** Whoever watches over the federation resets what stopped, also after the storm; the platform exports what was lost. */
    private void cure() {
        List<Reset> cures = forks.cures();
        wasReset |= !cures.isEmpty();
        for (Reset reset : cures) {
            world.count(FaultKind.RESET);
            world.federation().change(draft -> draft.with(reset));
        }
        if (!cures.isEmpty()) {
            publish();
            int version = world.federation().directory().version();
            cures.forEach(reset -> exportOnceAt(version, world.node(reset.origin())));
        }
        world.time().after(Duration.ofSeconds(8), this::cure);
    }

    private void exportOnceAt(int version, SimulatedNode node) {
        world.time().after(Duration.ofSeconds(3), () -> {
            if (node.isUp() && node.process().directory().version() >= version) {
                export(
                        node,
                        List.copyOf(platforms.getOrDefault(node.id(), Map.of()).values()));
            } else {
                exportOnceAt(version, node);
            }
        });
    }

    private void skewClock() {
        world.count(FaultKind.CLOCK_SKEW);
        anyNode().clock().setOffset(Duration.ofSeconds(random.nextInt(160) - 80));
    }

    private void changeDirectory() {
        world.count(FaultKind.DIRECTORY_CHANGE);
        publish();
    }

    /**
     * A county reports to another city from now on. Not while it fetches back what a restored backup lacks, and no backup
     * from before is restored later: what its former parent alone holds, it could not get back.
     */
    private void moveCounty() {
        SimulatedNode county = world.node(NodeId.of("370881"));
        if (!county.isUp() || !county.process().recovering().isEmpty()) {
            return;
        }
        county.forgetBackup();
        world.count(FaultKind.NODE_MOVED);
        countyParent = countyParent.equals("370800") ? "370200" : "370800";
        world.federation().link("370881", countyParent, Line.GOVERNMENT, "registry", "hours", "programmes");
        publish();
        bringDirectoryTo(county.id());
    }

    /** By hand, by an operator who does not give up: to the root, and to who is moved and hears nobody before he knows. */
    private void bringDirectoryTo(NodeId id) {
        Runnable again = () -> world.time().after(Duration.ofSeconds(5), () -> bringDirectoryTo(id));
        if (world.node(id).isUp()) {
            world.let(
                    world.node(id),
                    process -> process.install(world.federation().parcels()),
                    again);
        } else {
            again.run();
        }
    }

    private void publish() {
        try {
            world.federation().publish(world.time().now());
        } catch (RefusedDirectoryException e) {
            throw new IllegalStateException("the storm made a directory that nobody accepts", e);
        }
        bringDirectoryTo(World.NATION);
    }

    /** Crashes and full disks at the commits of one node. */
    private final class Mishaps implements CommitPoints {
        private final SimulatedNode node;
        private Instant diskFullUntil = Instant.EPOCH;

        Mishaps(SimulatedNode node) {
            this.node = node;
        }

        @Override
        public void before() {
            if (!node.isUp()) {
                return;
            }
            if (world.time().now().isBefore(diskFullUntil)) {
                throw Disks.full();
            }
            int fate = random.nextInt(1_000);
            if (fate < 16) {
                world.count(FaultKind.CRASH_BEFORE_COMMIT);
                throw new Crash("before a commit of " + node.id());
            }
            if (fate < 22) {
                world.count(FaultKind.DISK_FULL);
                diskFullUntil = world.time().now().plusSeconds(1 + random.nextInt(10));
                throw Disks.full();
            }
        }

        @Override
        public void after() {
            if (node.isUp() && random.nextInt(1_000) < 16) {
                world.count(FaultKind.CRASH_AFTER_COMMIT);
                throw new Crash("after a commit of " + node.id());
            }
        }
    }
}

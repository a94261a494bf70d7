package org.jilian.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jilian.directory.Directory;
import org.jilian.directory.Reach;
import org.jilian.exchange.Audited;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Evidence;
import org.jilian.exchange.Message;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.ledger.Receipt;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.Draft;
import org.jilian.record.NodeId;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Receipts;
import org.jspecify.annotations.Nullable;

/**
 * Re-checks what must always be true after each step, and at the end that all agree.
 *
 * See {@link Invariant}: each is looked after at every step, where rows changed, and at the end wholly.
 */
final class Oracle {
    private final World world;
    private final Evidence evidence;
    private final Map<Place, Digest> truth = new HashMap<>();
    private final Map<NodeId, Watched> watched = new TreeMap<>();
    /** The furthest that each node ever committed: what receipts may state, also those from before a backup's return. */
    private final Map<NodeId, Map<LedgerId, Place>> furthest = new HashMap<>();

    private final Map<LedgerId, Long> excused = new HashMap<>();
    private final Set<NodeId> acted = new TreeSet<>();
    private Map<NodeId, Map<String, Draft>> expected = Map.of();

    Oracle(World world) {
        this.world = world;
        this.evidence = new Evidence(world.federation().keys().suite().hash());
        world.nodes().forEach(node -> watched.put(node.id(), new Watched(node, evidence)));
    }

    private Watched watched(NodeId id) {
        return java.util.Objects.requireNonNull(watched.get(id));
    }

    /**
     * A fork of this ledger may come of what was done to it: up to the end of this epoch there may be two parcels under a
     * place, and who sees both stops.
     */
    void excuse(LedgerId ledger, long epoch) {
        excused.merge(ledger, epoch, Math::max);
    }

    private boolean isExcused(Place place) {
        return place.epoch() <= excused.getOrDefault(place.ledger(), 0L);
    }

    /** Where a node's ledgers stood after the last step. */
    Collection<Ledgers.Position> positions(SimulatedNode node) {
        return watched(node.id()).positions().values();
    }

    void expect(Map<NodeId, Map<String, Draft>> platforms) {
        expected = platforms;
    }

    int parcels() {
        return truth.size();
    }

    int records() {
        return world.nodes().stream()
                .mapToInt(node -> node.database().read(tx -> Math.toIntExact(org.jilian.store.Versions.count(tx))))
                .sum();
    }

    /** What a node puts on the wire is what it may be held to. */
    void sent(NodeId from, Envelope envelope) {
        if (envelope.message().type() == Message.Type.PARCEL) {
            byte[] header = Frame.split(envelope.message().body()).get(0);
            Place place = Header.read(header).place();
            Digest digest =
                    Header.digest(header, world.federation().keys().suite().hash());
            Digest before = truth.putIfAbsent(place, digest);
            if (before != null && !before.equals(digest)) {
                if (!nobodyHolds(place) && !isExcused(place)) {
                    throw new InvariantBrokenException(
                            Invariant.ONE_PARCEL_UNDER_A_PLACE, from + " sent a second parcel under " + place);
                }
                // lost with a rolled-back origin before anybody got it
                truth.put(place, digest);
            }
        } else if (envelope.message().type() == Message.Type.RECEIPT) {
            Receipt receipt =
                    Receipt.read(Frame.split(envelope.message().body()).get(0));
            if (receipt.receiver().equals(from)) {
                look(watched(from));
                Optional<Ledgers.Position> position =
                        watched(from).position(receipt.place().ledger());
                if (position.isEmpty() || isBefore(position.get().place(), receipt.place())) {
                    throw new InvariantBrokenException(
                            Invariant.RECEIPT_AFTER_COMMIT,
                            from + " receipted " + receipt.place() + ", but has committed only "
                                    + position.map(Ledgers.Position::place));
                }
            }
        }
    }

    private static boolean isBefore(Place a, Place b) {
        return a.epoch() < b.epoch() || a.epoch() == b.epoch() && a.sequence() < b.sequence();
    }

    private boolean nobodyHolds(Place place) {
        return watched.values().stream()
                .filter(each -> !each.node().id().equals(place.ledger().origin()))
                .allMatch(each -> each.position(place.ledger())
                        .map(position -> isBefore(position.place(), place))
                        .orElse(true));
    }

    void acted(SimulatedNode node) {
        acted.add(node.id());
    }

    void rolledBack(SimulatedNode node) {
        watched(node.id()).restored();
        acted.add(node.id());
    }

    void afterStep() {
        for (NodeId id : acted) {
            check(watched(id));
        }
        acted.clear();
    }

    private void check(Watched each) {
        look(each);
        for (Watched.Receipted receipted : each.receipted()) {
            @Nullable
            Place reached = furthest.getOrDefault(receipted.receiver(), Map.of())
                    .get(receipted.place().ledger());
            if (reached == null || isBefore(reached, receipted.place())) {
                throw new InvariantBrokenException(
                        Invariant.RECEIPT_AFTER_COMMIT,
                        each.node().id() + " holds a receipt of " + receipted.receiver() + " for " + receipted.place()
                                + ", which never committed more than " + reached);
            }
        }
        // what is judged again after a directory changed may come a turn later, if its commit met a full disk
        if (each.node().isUp() && !each.node().process().isJudgingAgain()) {
            each.problem(each.node().process().directory()).ifPresent(problem -> {
                throw new InvariantBrokenException(
                        Invariant.TABLES_FOLLOW_PARCELS, each.node().id() + ": " + problem);
            });
        }
    }

    /** What a node committed since it was looked at last. */
    private void look(Watched each) {
        NodeId id = each.node().id();
        for (Watched.Moved moved : each.moved()) {
            Ledgers.Position position = moved.now();
            if (moved.before()
                    .filter(last -> isBefore(position.place(), last.place()))
                    .isPresent()) {
                throw new InvariantBrokenException(
                        Invariant.POSITION_NEVER_GOES_BACK,
                        id + " went back from " + moved.before().get().place() + " to " + position.place());
            }
            furthest.computeIfAbsent(id, unused -> new HashMap<>())
                    .merge(position.ledger(), position.place(), (a, b) -> isBefore(a, b) ? b : a);
            if (position.sequence() > 0) {
                isTheOneSent(each, position);
            }
            if (position.stopped().isPresent() && !isExcused(position.place())) {
                throw new InvariantBrokenException(
                        Invariant.ONLY_FORKS_STOP,
                        id + " stopped " + position.place() + ": "
                                + position.stopped().get());
            }
        }
    }

    private void isTheOneSent(Watched each, Ledgers.Position position) {
        NodeId id = each.node().id();
        Digest head = position.head().orElseThrow();
        Optional<Digest> held = each.node()
                .database()
                .read(tx -> Parcels.digest(tx, new Parcels.Key(position.n(), position.epoch(), position.sequence())));
        if (!held.equals(position.head())) {
            throw new InvariantBrokenException(
                    Invariant.POSITION_HAS_ITS_PARCEL,
                    id + " is at " + position.place() + " with " + head + ", but holds " + held + " there");
        }
        if (position.ledger().stream().channel().equals(Channel.DIRECTORY) || isExcused(position.place())) {
            return;
        }
        boolean own = position.ledger().origin().equals(id);
        @Nullable Digest known = own ? truth.getOrDefault(position.place(), head) : truth.get(position.place());
        if ((known == null || !head.equals(known)) && !(own && nobodyHolds(position.place()))) {
            throw new InvariantBrokenException(
                    Invariant.ONE_PARCEL_UNDER_A_PLACE,
                    id + " holds " + position.place() + " as " + head + ", but sent was " + known);
        }
    }

    /** Why not all agree yet, if so. */
    Optional<String> disagreement() {
        Directory directory = world.federation().directory();
        for (SimulatedNode node : world.nodes()) {
            if (!node.isUp()) {
                return Optional.of(node.id() + " is down");
            }
            if (node.process().directory().version() != directory.version()) {
                return Optional.of(node.id() + " has directory version "
                        + node.process().directory().version() + " of " + directory.version());
            }
            Optional<String> missing = missing(node);
            if (missing.isPresent()) {
                return missing;
            }
            if (node.process().isJudgingAgain()) {
                return Optional.of(node.id() + " judges again after a change of the directory");
            }
        }
        for (SimulatedNode origin : world.nodes()) {
            for (Ledgers.Position head : watched(origin.id()).positions().values()) {
                if (head.ledger().origin().equals(origin.id())) {
                    Optional<String> behind = behind(origin, head, directory);
                    if (behind.isPresent()) {
                        return behind;
                    }
                }
            }
        }
        return wrongReference();
    }

    /** Asked last, since it reads everything. */
    private Optional<String> wrongReference() {
        for (SimulatedNode node : world.nodes()) {
            Optional<String> reference = node.process().referenceProblem();
            if (reference.isPresent()) {
                return Optional.of(node.id() + ": " + reference.get());
            }
        }
        return Optional.empty();
    }

    private Optional<String> missing(SimulatedNode node) {
        int wanted = expected.getOrDefault(node.id(), Map.of()).size();
        if (wanted == 0) {
            return Optional.empty();
        }
        long unsealed = node.database()
                .read(tx -> tx.find("SELECT count(*) AS n FROM unsealed", row -> row.number("n")))
                .orElseThrow();
        if (unsealed > 0) {
            return Optional.of(node.id() + " has " + unsealed + " records to seal; it recovers "
                    + node.process().recoveringInWords());
        }
        long held = node.database().read(tx -> org.jilian.store.Versions.count(tx));
        return held < wanted
                ? Optional.of(node.id() + " holds " + held + " records, its platform " + wanted)
                : Optional.empty();
    }

    private Optional<String> behind(SimulatedNode origin, Ledgers.Position head, Directory directory) {
        Reach reach = directory.reach(head.ledger().origin(), head.ledger().stream());
        for (NodeId id : reach.nodes()) {
            if (id.equals(origin.id())) {
                continue;
            }
            Optional<Ledgers.Position> position = watched(id).position(head.ledger());
            if (head.head().isPresent() && !position.map(Ledgers.Position::head).equals(Optional.of(head.head()))) {
                return Optional.of(
                        id + " is at " + position.map(Ledgers.Position::place) + ", the origin at " + head.place());
            }
            boolean awaited = position.isPresent() && awaitsWhatSomebodyHas(world.node(id), position.get());
            if (awaited) {
                return Optional.of(id + " awaits a body");
            }
            Receipts.Extent extent = origin.database().read(tx -> Receipts.extent(tx, id, head.n()));
            long outcomes = position.map(Ledgers.Position::outcomes).orElse(0L);
            if (head.head().isPresent() && (extent.sequence() < head.sequence() || extent.outcomes() < outcomes)) {
                return Optional.of(origin.id() + " has " + id + "'s receipt up to " + extent + " for " + head.place()
                        + ", outcomes " + outcomes);
            }
        }
        return Optional.empty();
    }

    /**
     * Bodies that are lost everywhere, with the backup that their origin was restored from, cannot come any more; those
     * beyond the last good parcel of an epoch are not wanted any more.
     */
    private boolean awaitsWhatSomebodyHas(SimulatedNode node, Ledgers.Position position) {
        return node.database().read(tx -> Parcels.all(tx, position.n())).stream()
                .filter(Parcels.Stored::bodyAwaited)
                .filter(parcel -> counts(node, position.ledger(), parcel.key()))
                .anyMatch(awaited ->
                        world.nodes().stream().anyMatch(other -> hasBody(other, position, awaited.digest())));
    }

    private static boolean counts(SimulatedNode node, LedgerId ledger, Parcels.Key parcel) {
        return node.process()
                .directory()
                .lastGood(ledger.origin(), ledger.stream(), Math.toIntExact(parcel.epoch()))
                .map(lastGood -> parcel.sequence() <= lastGood.sequence())
                .orElse(true);
    }

    private static boolean hasBody(SimulatedNode node, Ledgers.Position position, Digest digest) {
        return node.database().read(tx -> {
            Optional<Ledgers.Position> own = Ledgers.find(tx, position.ledger());
            return own.isPresent()
                    && Parcels.all(tx, own.get().n()).stream()
                            .anyMatch(stored -> stored.digest().equals(digest) && !stored.bodyAwaited());
        });
    }

    /** Where every node is with every ledger that not all of its reach agree on, for whoever looks for the bug. */
    String positions() {
        StringBuilder text = new StringBuilder();
        Map<LedgerId, Map<NodeId, String>> all = new TreeMap<>();
        for (SimulatedNode node : world.nodes()) {
            for (Ledgers.Position position : watched(node.id()).positions().values()) {
                all.computeIfAbsent(position.ledger(), unused -> new TreeMap<>())
                        .put(
                                node.id(),
                                position.epoch() + "." + position.sequence() + "/"
                                        + position.head()
                                                .map(d -> d.toString().substring(0, 4))
                                                .orElse("-")
                                        + position.stopped()
                                                .map(why -> " STOPPED")
                                                .orElse(""));
            }
        }
        all.forEach((ledger, where) -> {
            if (Set.copyOf(where.values()).size() > 1) {
                text.append("\n  ")
                        .append(ledger)
                        .append(' ')
                        .append(where)
                        .append(" reach ")
                        .append(world.federation()
                                .directory()
                                .reach(ledger.origin(), ledger.stream())
                                .nodes());
            }
        });
        return text.toString();
    }

    void atTheEnd() {
        List<String> problems = new ArrayList<>();
        Evidence afresh = evidence.afresh();
        for (Watched each : watched.values()) {
            check(each);
            Audited.problem(each.node().database(), each.node().process().directory(), afresh)
                    .ifPresent(problem -> problems.add(each.node().id() + ": " + problem));
        }
        disagreement().ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new InvariantBrokenException(Invariant.ALL_AGREE, String.join("; ", problems));
        }
    }
}

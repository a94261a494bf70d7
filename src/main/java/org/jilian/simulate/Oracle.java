package org.jilian.simulate;

import java.util.ArrayList;
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
import org.jilian.exchange.Message;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.ledger.Receipt;
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
 * <ul>
 *   <li>A parcel that was sent under a place is the only one ever sent or held under it.
 *   <li>A position never goes back, but by a restored backup.
 *   <li>A receipt states no more than its receiver had committed when it was sent.
 *   <li>The tables say of each record what its lineage says of all versions in the parcels held.
 *   <li>At the end every node in reach holds what the origin holds, the origin has everybody's receipt for it, and
 *       everything that the platforms hold is there.
 * </ul>
 */
final class Oracle {
    private final World world;
    private final Map<Place, Digest> truth = new HashMap<>();
    private final Map<NodeId, Map<LedgerId, Place>> positions = new TreeMap<>();
    private final Set<NodeId> acted = new TreeSet<>();
    private Map<NodeId, Map<String, Draft>> expected = Map.of();
    private long steps;

    Oracle(World world) {
        this.world = world;
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
            if (before != null && !before.equals(digest) && nobodyHolds(place)) {
                // lost with a rolled-back origin before anybody got it
                truth.put(place, digest);
            } else if (before != null && !before.equals(digest)) {
                throw new InvariantBrokenException(from + " sent a second parcel under " + place);
            }
        } else if (envelope.message().type() == Message.Type.RECEIPT) {
            Receipt receipt =
                    Receipt.read(Frame.split(envelope.message().body()).get(0));
            if (receipt.receiver().equals(from)) {
                covers(from, receipt);
            }
        }
    }

    private boolean nobodyHolds(Place place) {
        return world.nodes().stream()
                .filter(node -> !node.id().equals(place.ledger().origin()))
                .allMatch(node -> node.database()
                        .read(tx -> Ledgers.find(tx, place.ledger()))
                        .map(position -> position.epoch() < place.epoch()
                                || position.epoch() == place.epoch() && position.sequence() < place.sequence())
                        .orElse(true));
    }

    private void covers(NodeId receiver, Receipt receipt) {
        Optional<Ledgers.Position> position = world.node(receiver)
                .database()
                .read(tx -> Ledgers.find(tx, receipt.place().ledger()));
        boolean covered = position.isPresent()
                && (position.get().epoch() > receipt.place().epoch()
                        || position.get().epoch() == receipt.place().epoch()
                                && position.get().sequence() >= receipt.place().sequence());
        if (!covered) {
            throw new InvariantBrokenException(receiver + " receipted " + receipt.place() + ", but has committed only "
                    + position.map(Ledgers.Position::place));
        }
    }

    void acted(SimulatedNode node) {
        acted.add(node.id());
    }

    void restarted(SimulatedNode node) {
        acted.add(node.id());
    }

    void rolledBack(SimulatedNode node) {
        positions.remove(node.id());
    }

    void afterStep() {
        for (NodeId id : acted) {
            check(world.node(id));
        }
        acted.clear();
        if (++steps % 400 == 0) {
            for (SimulatedNode node : world.nodes()) {
                tablesFollowParcels(node);
            }
        }
    }

    private void check(SimulatedNode node) {
        Map<LedgerId, Place> before = positions.computeIfAbsent(node.id(), unused -> new HashMap<>());
        for (Ledgers.Position position : node.database().read(Ledgers::all)) {
            Place last = before.put(position.ledger(), position.place());
            if (last != null
                    && (position.epoch() < last.epoch()
                            || position.epoch() == last.epoch() && position.sequence() < last.sequence())) {
                throw new InvariantBrokenException(node.id() + " went back from " + last + " to " + position.place());
            }
            if (position.sequence() == 0) {
                continue;
            }
            Digest head = position.head().orElseThrow();
            @Nullable
            Digest known = position.ledger().origin().equals(node.id())
                    ? truth.getOrDefault(position.place(), head)
                    : truth.get(position.place());
            boolean directory = position.ledger().stream().channel().equals(org.jilian.record.Channel.DIRECTORY);
            boolean lostForGood = position.ledger().origin().equals(node.id()) && nobodyHolds(position.place());
            if (!directory && !(known != null && head.equals(known)) && !lostForGood) {
                throw new InvariantBrokenException(
                        node.id() + " holds " + position.place() + " as " + head + ", but sent was " + known);
            }
            if (position.stopped().isPresent()) {
                throw new InvariantBrokenException(node.id() + " stopped " + position.place() + ": "
                        + position.stopped().get());
            }
        }
    }

    private void tablesFollowParcels(SimulatedNode node) {
        Audited.problem(
                        node.database(),
                        directoryOf(node),
                        world.federation().keys().suite().hash())
                .ifPresent(problem -> {
                    throw new InvariantBrokenException(node.id() + ": " + problem);
                });
    }

    private Directory directoryOf(SimulatedNode node) {
        return node.isUp() ? node.process().directory() : world.federation().directory();
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
        }
        for (SimulatedNode origin : world.nodes()) {
            for (Ledgers.Position head : origin.database().read(Ledgers::all)) {
                if (head.ledger().origin().equals(origin.id())) {
                    Optional<String> behind = behind(origin, head, directory);
                    if (behind.isPresent()) {
                        return behind;
                    }
                }
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
            Optional<Ledgers.Position> position = world.node(id).database().read(tx -> Ledgers.find(tx, head.ledger()));
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

    /** Bodies that are lost everywhere, with the backup that their origin was restored from, cannot come any more. */
    private boolean awaitsWhatSomebodyHas(SimulatedNode node, Ledgers.Position position) {
        return node.database().read(tx -> Parcels.all(tx, position.n())).stream()
                .filter(Parcels.Stored::bodyAwaited)
                .anyMatch(awaited ->
                        world.nodes().stream().anyMatch(other -> hasBody(other, position, awaited.digest())));
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
            for (Ledgers.Position position : node.database().read(Ledgers::all)) {
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
        for (SimulatedNode node : world.nodes()) {
            check(node);
            tablesFollowParcels(node);
        }
        disagreement().ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new InvariantBrokenException(String.join("; ", problems));
        }
    }
}

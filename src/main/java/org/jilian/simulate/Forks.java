package org.jilian.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jilian.directory.LastGood;
import org.jilian.directory.Reset;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Message;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Parcel;
import org.jilian.ledger.ParcelWriter;
import org.jilian.ledger.Place;
import org.jilian.ledger.Records;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;

/** Second parcels under one place, made with a stolen key, and the resets with which ledgers go on after any fork. */
final class Forks {
    private final World world;
    private final Random random;

    Forks(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** A parcel that some node holds, and who brings that ledger to it. */
    private record Target(SimulatedNode holder, NodeId hop, Ledgers.Position position) {}

    /** Whoever stole an author's key brings a node a second parcel under a place that it holds. */
    void equivocate() {
        List<Target> targets = new ArrayList<>();
        for (SimulatedNode node : world.nodes()) {
            if (!node.isUp()) {
                continue;
            }
            for (Ledgers.Position position : node.database().read(Ledgers::all)) {
                LedgerId ledger = position.ledger();
                if (position.sequence() > 0
                        && !ledger.origin().equals(node.id())
                        && !ledger.stream().channel().equals(Channel.DIRECTORY)) {
                    node.process()
                            .directory()
                            .reach(ledger.origin(), ledger.stream())
                            .previousHops(node.id())
                            .forEach(hop -> targets.add(new Target(node, hop, position)));
                }
            }
        }
        if (targets.isEmpty()) {
            return;
        }
        Target target = targets.get(random.nextInt(targets.size()));
        Parcels.Stored first = anyParcel(target);
        if (!first.bodyAwaited()) {
            world.count(FaultKind.EQUIVOCATION);
            world.oracle().excuse(target.position().ledger(), target.position().epoch());
            world.bring(
                    target.holder(),
                    new Envelope(target.hop(), new Message(Message.Type.PARCEL, Frame.join(second(first)))),
                    () -> {});
        }
    }

    /**
     * Whoever stole an author's key brings a next hop the parcel after the author's last one, with this record in it. The
     * author, told of a place that is ahead of his own, takes it for his own that a restored backup lacks; or seals
     * another under the same place, and then there are two.
     *
     * @return whether it could be made
     */
    boolean bringNext(NodeId author, Stream stream, RecordVersion record) {
        LedgerId ledger = new LedgerId(author, stream);
        SimulatedNode origin = world.node(author);
        Optional<Ledgers.Position> position = origin.database().read(tx -> Ledgers.find(tx, ledger));
        if (!origin.isUp() || position.flatMap(Ledgers.Position::stopped).isPresent()) {
            return false;
        }
        Place last = position.map(Ledgers.Position::place)
                .orElseGet(() -> new Place(ledger, origin.process().directory().epoch(author, stream), 0));
        Place next = new Place(ledger, last.epoch(), last.sequence() + 1);
        List<NodeId> hops =
                List.copyOf(origin.process().directory().reach(author, stream).nextHops(author));
        if (hops.isEmpty()) {
            return false;
        }
        world.count(FaultKind.FORGED_STEP);
        world.oracle().excuse(ledger, last.epoch());
        SampleKeys keys = world.federation().keys();
        Parcel parcel = new ParcelWriter(
                        origin.process().directory().federation(),
                        keys.suite(),
                        List.of(keys.of(author).keys().signing()))
                .write(
                        new ParcelWriter.Continuation(
                                next,
                                position.flatMap(Ledgers.Position::head),
                                origin.process().directory().version()),
                        List.of(record),
                        new byte[0],
                        world.time().now());
        world.bring(
                world.node(hops.get(random.nextInt(hops.size()))),
                new Envelope(
                        author,
                        new Message(
                                Message.Type.PARCEL,
                                Frame.join(List.of(
                                        parcel.header(), parcel.signature(), parcel.records(), parcel.disclosures())))),
                () -> {});
        return true;
    }

    private Parcels.Stored anyParcel(Target target) {
        Ledgers.Position position = target.position();
        long sequence = 1 + random.nextInt(Math.toIntExact(position.sequence()));
        return target.holder()
                .database()
                .read(tx -> Parcels.find(tx, new Parcels.Key(position.n(), position.epoch(), sequence)))
                .orElseThrow();
    }

    private List<byte[]> second(Parcels.Stored first) {
        Header header = Header.read(first.parcel().header());
        Hash hash = world.federation().keys().suite().hash();
        List<RecordVersion> records = Records.unpack(
                        first.parcel().records(), header.body().recordBytes())
                .stream()
                .map(bytes -> RecordVersion.read(bytes, hash))
                .toList();
        SampleKeys keys = world.federation().keys();
        Parcel second = new ParcelWriter(
                        header.federation(),
                        keys.suite(),
                        List.of(keys.of(header.place().ledger().origin()).keys().signing()))
                .write(
                        new ParcelWriter.Continuation(header.place(), header.previous(), header.directory()),
                        records,
                        new byte[0],
                        header.sealedAt().minusSeconds(1));
        return List.of(second.header(), second.signature(), second.records(), second.disclosures());
    }

    /** Ledgers that stopped somewhere in the epoch that the directory names, with how each is to go on. */
    List<Reset> cures() {
        Map<LedgerId, Reset> cures = new TreeMap<>();
        for (SimulatedNode node : world.nodes()) {
            for (Ledgers.Position position : world.oracle().positions(node)) {
                LedgerId ledger = position.ledger();
                int epoch = world.federation().directory().epoch(ledger.origin(), ledger.stream());
                if (position.stopped().isPresent() && position.epoch() == epoch) {
                    cures.computeIfAbsent(ledger, unused -> cure(ledger, epoch));
                }
            }
        }
        return List.copyOf(cures.values());
    }

    /** What all that hold anything of it agree on counts, or a little less: a person may be careful. */
    private Reset cure(LedgerId ledger, int epoch) {
        List<Map<Long, Digest>> held =
                world.nodes().stream().map(node -> parcels(node, ledger, epoch)).toList();
        Map<Long, Digest> origin = parcels(world.node(ledger.origin()), ledger, epoch);
        long good = 0;
        for (Digest next = origin.get(1L);
                next != null && allAgree(held, good + 1, next) && isSafe(held, good + 1);
                next = origin.get(good + 1)) {
            good++;
        }
        if (random.nextInt(3) == 0) {
            good = Math.max(0, good - 1);
        }
        LastGood lastGood = new LastGood(epoch, good, Optional.ofNullable(origin.get(good)));
        return new Reset(ledger.origin(), ledger.stream(), lastGood, epoch + 1, "two parcels under one place");
    }

    private static Map<Long, Digest> parcels(SimulatedNode node, LedgerId ledger, int epoch) {
        return node.database().read(tx -> {
            Map<Long, Digest> parcels = new TreeMap<>();
            Optional<Ledgers.Position> position = Ledgers.find(tx, ledger);
            if (position.isPresent()) {
                Parcels.after(tx, new Parcels.Key(position.get().n(), epoch, 0), Integer.MAX_VALUE)
                        .forEach(parcel -> parcels.put(parcel.key().sequence(), parcel.digest()));
            }
            return parcels;
        });
    }

    /** Held by somebody besides its origin: whoever names a last good parcel asks a neighbour for it. */
    private static boolean isSafe(List<Map<Long, Digest>> held, long sequence) {
        return held.stream().filter(parcels -> parcels.containsKey(sequence)).count() > 1;
    }

    private static boolean allAgree(List<Map<Long, Digest>> held, long sequence, Digest digest) {
        return held.stream().allMatch(parcels -> digest.equals(parcels.getOrDefault(sequence, digest)));
    }
}

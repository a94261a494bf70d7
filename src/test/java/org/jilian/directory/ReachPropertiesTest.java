package org.jilian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jilian.record.Channel;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/** What holds of reach in every federation: checked against a search that tries every way there is. */
class ReachPropertiesTest {
    /** Two trees over the same nodes, links that pass different channels, and one ledger. */
    record Case(List<Link> links, NodeId origin, Stream stream) {
        Reach reach() {
            return reach(links);
        }

        Reach reach(List<Link> inThisOrder) {
            Links graph = new Links(inThisOrder);
            return new Paths(graph, origin, stream.channel()).to(Paths.targets(graph, stream));
        }

        Set<NodeId> targets() {
            return Paths.targets(new Links(links), stream);
        }

        List<Link> passing() {
            return links.stream().filter(link -> link.passes(stream.channel())).toList();
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(ReachPropertiesTest::random);
    }

    private static Case random(Random random) {
        int nodes = 2 + random.nextInt(11);
        List<NodeId> ids = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            ids.add(NodeId.of(String.format(java.util.Locale.ROOT, "%06d", i * 7919 % 1_000_000)));
        }
        // parents come earlier in this order, so there is no cycle; ids do not follow it
        Collections.shuffle(ids, random);
        List<Link> links = new ArrayList<>();
        for (int i = 1; i < nodes; i++) {
            int government = random.nextInt(i);
            links.add(link(ids.get(i), ids.get(government), Line.GOVERNMENT, random));
            int industry = random.nextInt(i);
            if (industry != government && random.nextInt(3) > 0) {
                links.add(link(ids.get(i), ids.get(industry), Line.INDUSTRY, random));
            }
        }
        Stream.Direction direction = Stream.Direction.values()[random.nextInt(3)];
        Channel channel = random.nextInt(4) == 0 ? Channel.DIRECTORY : new Channel("hours");
        Stream stream = new Stream(direction, ids.get(random.nextInt(nodes)), channel);
        return new Case(links, ids.get(random.nextInt(nodes)), stream);
    }

    private static Link link(NodeId child, NodeId parent, Line line, Random random) {
        Set<Channel> channels = random.nextInt(4) == 0 ? Set.of() : Set.of(new Channel("hours"));
        return new Link(child, line, parent, new TreeSet<>(channels), List.of());
    }

    @Property
    void everyNodeButTheOriginHasAPreviousHopInReach(@ForAll("cases") Case ledger) {
        Reach reach = ledger.reach();

        assertThat(reach.contains(ledger.origin())).isTrue();
        for (NodeId node : reach.nodes()) {
            assertThat(reach.nodes()).containsAll(reach.previousHops(node)).containsAll(reach.nextHops(node));
            assertThat(reach.previousHops(node).isEmpty()).isEqualTo(node.equals(ledger.origin()));
            for (NodeId next : reach.nextHops(node)) {
                assertThat(reach.previousHops(next)).contains(node);
            }
        }
    }

    @Property
    void whoPassesOnFromTheOriginReachesEveryNode(@ForAll("cases") Case ledger) {
        Reach reach = ledger.reach();
        Set<NodeId> got = new TreeSet<>(Set.of(ledger.origin()));
        Deque<NodeId> open = new ArrayDeque<>(got);
        while (!open.isEmpty()) {
            for (NodeId next : reach.nextHops(open.remove())) {
                if (got.add(next)) {
                    open.add(next);
                }
            }
        }

        assertThat(got).isEqualTo(reach.nodes());
    }

    @Property
    void everyHopIsALinkThatPassesTheChannel(@ForAll("cases") Case ledger) {
        Links passing = new Links(ledger.passing());
        Reach reach = ledger.reach();

        for (NodeId node : reach.nodes()) {
            for (NodeId next : reach.nextHops(node)) {
                assertThat(passing.between(node, next)).isPresent();
            }
        }
    }

    @Property
    void aTargetIsInReachExactlyIfAWayUpAndThenDownLeadsToIt(@ForAll("cases") Case ledger) {
        Map<NodeId, Integer> distances = distances(ledger.passing(), ledger.origin());
        Reach reach = ledger.reach();

        for (NodeId target : ledger.targets()) {
            assertThat(reach.contains(target)).isEqualTo(distances.containsKey(target));
        }
    }

    @Property
    void everyTargetIsReachedByAShortestWay(@ForAll("cases") Case ledger) {
        Reach reach = ledger.reach();
        List<Link> used = ledger.passing().stream()
                .filter(link -> reach.nextHops(link.child()).contains(link.parent())
                        || reach.nextHops(link.parent()).contains(link.child()))
                .toList();
        Map<NodeId, Integer> inReach = distances(used, ledger.origin());
        Map<NodeId, Integer> anywhere = distances(ledger.passing(), ledger.origin());

        for (NodeId target : ledger.targets()) {
            assertThat(inReach.get(target)).isEqualTo(anywhere.get(target));
        }
    }

    @Property
    void nobodySeesALedgerWithoutNeed(@ForAll("cases") Case ledger) {
        Reach reach = ledger.reach();

        for (NodeId node : reach.nodes()) {
            assertThat(node.equals(ledger.origin())
                            || ledger.targets().contains(node)
                            || !reach.nextHops(node).isEmpty())
                    .as("%s is for it, or on the way", node)
                    .isTrue();
        }
    }

    @Property
    void theOrderOfTheLinksDoesNotMatter(@ForAll("cases") Case ledger, @ForAll Random random) {
        List<Link> shuffled = new ArrayList<>(ledger.links());
        Collections.shuffle(shuffled, random);

        assertThat(ledger.reach(shuffled)).isEqualTo(ledger.reach());
    }

    /** By trying every way: all the ways up, and from each of their nodes all the ways down. */
    private static Map<NodeId, Integer> distances(List<Link> links, NodeId origin) {
        Map<NodeId, Integer> distances = new TreeMap<>();
        up(links, origin, 0, distances);
        return distances;
    }

    private static void up(List<Link> links, NodeId node, int hops, Map<NodeId, Integer> distances) {
        down(links, node, hops, distances);
        links.stream()
                .filter(link -> link.child().equals(node))
                .forEach(link -> up(links, link.parent(), hops + 1, distances));
    }

    private static void down(List<Link> links, NodeId node, int hops, Map<NodeId, Integer> distances) {
        distances.merge(node, hops, Math::min);
        links.stream()
                .filter(link -> link.parent().equals(node))
                .forEach(link -> down(links, link.child(), hops + 1, distances));
    }
}

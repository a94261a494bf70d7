package org.jilian.directory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jilian.record.Channel;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shortest ways up and then down from one origin, over links that pass one channel. Fewest hops win, then fewest
 * hops of the industry line, then going up before coming down, then the smaller id of the hop before: so that every node
 * finds the same way from the same directory.
 */
final class Paths {
    /**
     * One node reached, still going up or already coming down: who comes down never goes up again, else a county would
     * be the way between two provinces.
     */
    private record Step(
            NodeId node,
            boolean down,
            int hops,
            int industry,
            @Nullable Step before) {
        String beforeId() {
            return before == null ? "" : before.node.value();
        }
    }

    private static final Comparator<Step> NEAREST = Comparator.comparingInt(Step::hops)
            .thenComparingInt(Step::industry)
            .thenComparing(Step::down)
            .thenComparing(Step::beforeId)
            .thenComparing(Step::node);

    private final NodeId origin;
    private final Map<NodeId, Step> nearest = new HashMap<>();

    Paths(Links links, NodeId origin, Channel channel) {
        this.origin = origin;
        Set<NodeId> up = new HashSet<>();
        Set<NodeId> down = new HashSet<>();
        PriorityQueue<Step> open = new PriorityQueue<>(NEAREST);
        open.add(new Step(origin, false, 0, 0, null));
        while (!open.isEmpty()) {
            Step step = open.remove();
            if (!(step.down ? down : up).add(step.node)) {
                continue;
            }
            nearest.putIfAbsent(step.node, step);
            if (!step.down) {
                links.toParents(step.node).stream()
                        .filter(link -> link.passes(channel))
                        .forEach(link -> open.add(over(link, link.parent(), false, step)));
            }
            links.toChildren(step.node).stream()
                    .filter(link -> link.passes(channel))
                    .forEach(link -> open.add(over(link, link.child(), true, step)));
        }
    }

    private static Step over(Link link, NodeId to, boolean down, Step from) {
        int industry = from.industry + (link.line() == Line.INDUSTRY ? 1 : 0);
        return new Step(to, down, from.hops + 1, industry, from);
    }

    /** The union of the ways to these nodes; one that no way leads to is left out. */
    Reach to(Set<NodeId> targets) {
        Set<Reach.Hop> hops = new LinkedHashSet<>();
        for (NodeId target : targets) {
            Step step = nearest.get(target);
            while (step != null && step.before != null) {
                hops.add(new Reach.Hop(step.before.node, step.node));
                step = step.before;
            }
        }
        return Reach.over(origin, hops);
    }

    /** The nodes that a stream is for. */
    static Set<NodeId> targets(Links links, Stream stream) {
        Predicate<Link> passing = link -> link.passes(stream.channel());
        Set<NodeId> targets = new TreeSet<>();
        switch (stream.direction()) {
            case ABOVE -> targets.addAll(links.above(stream.node(), passing));
            case TO -> targets.add(stream.node());
            case BELOW -> {
                targets.add(stream.node());
                targets.addAll(links.below(stream.node(), passing));
            }
        }
        return targets;
    }
}

package org.jilian.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jilian.record.NodeId;

/** Both trees as one graph. Immutable; all lists are in one order, whatever order the links came in. */
final class Links {
    private static final Comparator<Link> ORDER =
            Comparator.comparing(Link::child).thenComparing(Link::line).thenComparing(Link::parent);

    private final List<Link> all;
    private final Map<NodeId, List<Link>> toParents = new TreeMap<>();
    private final Map<NodeId, List<Link>> toChildren = new TreeMap<>();

    Links(Collection<Link> links) {
        all = links.stream().sorted(ORDER).toList();
        for (Link link : all) {
            toParents.computeIfAbsent(link.child(), key -> new ArrayList<>()).add(link);
            toChildren.computeIfAbsent(link.parent(), key -> new ArrayList<>()).add(link);
        }
    }

    List<Link> all() {
        return all;
    }

    /** Government line first. */
    List<Link> toParents(NodeId node) {
        return toParents.getOrDefault(node, List.of());
    }

    List<Link> toChildren(NodeId node) {
        return toChildren.getOrDefault(node, List.of());
    }

    Optional<Link> between(NodeId a, NodeId b) {
        return toParents(a).stream()
                .filter(link -> link.parent().equals(b))
                .findFirst()
                .or(() -> toParents(b).stream()
                        .filter(link -> link.parent().equals(a))
                        .findFirst());
    }

    /** Every node upwards over links that pass, without the node itself (but where it is above itself: a cycle). */
    Set<NodeId> above(NodeId node, Predicate<Link> passing) {
        return closure(
                node,
                from -> toParents(from).stream()
                        .filter(passing)
                        .map(Link::parent)
                        .toList());
    }

    /** Every node downwards over links that pass, without the node itself. */
    Set<NodeId> below(NodeId node, Predicate<Link> passing) {
        return closure(
                node,
                from -> toChildren(from).stream()
                        .filter(passing)
                        .map(Link::child)
                        .toList());
    }

    private static Set<NodeId> closure(NodeId start, Function<NodeId, List<NodeId>> step) {
        Set<NodeId> found = new TreeSet<>();
        Deque<NodeId> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (NodeId next : step.apply(open.remove())) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }
}

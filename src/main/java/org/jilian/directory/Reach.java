package org.jilian.directory;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jilian.record.NodeId;

/**
 * Who may see a ledger, and which way it goes: the hops of the paths from its origin to the nodes of its stream. Every
 * node of it but the origin has a previous hop in it. An origin that the directory does not know reaches nobody.
 *
 * <p>A node may have two previous hops, when it lies on the way up to one node and is itself nearer over another line; it
 * then gets parcels twice, and applies them once.
 */
public record Reach(Map<NodeId, Set<NodeId>> previous, Map<NodeId, Set<NodeId>> next) {
    static final Reach NOBODY = new Reach(Map.of(), Map.of());

    /** From one node to its parent or child. */
    record Hop(NodeId from, NodeId to) {}

    static Reach over(NodeId origin, Iterable<Hop> hops) {
        Map<NodeId, Set<NodeId>> previous = new TreeMap<>(Map.of(origin, new TreeSet<>()));
        Map<NodeId, Set<NodeId>> next = new TreeMap<>();
        for (Hop hop : hops) {
            previous.computeIfAbsent(hop.to, key -> new TreeSet<>()).add(hop.from);
            next.computeIfAbsent(hop.from, key -> new TreeSet<>()).add(hop.to);
        }
        return new Reach(frozen(previous), frozen(next));
    }

    /** The origin included. */
    public Set<NodeId> nodes() {
        return previous.keySet();
    }

    public boolean contains(NodeId node) {
        return previous.containsKey(node);
    }

    /** Whom a node gets the ledger from; empty for the origin, and for a node out of reach. */
    public Set<NodeId> previousHops(NodeId at) {
        return previous.getOrDefault(at, Set.of());
    }

    /** Whom a node passes the ledger on to. */
    public Set<NodeId> nextHops(NodeId at) {
        return next.getOrDefault(at, Set.of());
    }

    private static Map<NodeId, Set<NodeId>> frozen(Map<NodeId, Set<NodeId>> hops) {
        hops.replaceAll((node, others) -> Collections.unmodifiableSet(others));
        return Collections.unmodifiableMap(hops);
    }
}

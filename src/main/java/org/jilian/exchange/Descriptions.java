package org.jilian.exchange;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jilian.directory.Directory;
import org.jilian.directory.Limits;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;

/**
 * What each version of the directory says of kinds, limits and nodes, and when it expires: every level judges a parcel and its
 * records by the version that the header names, whenever it arrives. Only what changed is kept of each version. Immutable.
 */
final class Descriptions {
    static final Descriptions NONE = new Descriptions(Map.of(), new TreeMap<>(), Map.of(), new TreeMap<>());

    private final Map<KindName, NavigableMap<Integer, Optional<Kind>>> kinds;
    private final NavigableMap<Integer, Limits> limits;
    private final Map<NodeId, Integer> nodes;
    private final NavigableMap<Integer, Instant> expiries;

    private Descriptions(
            Map<KindName, NavigableMap<Integer, Optional<Kind>>> kinds,
            NavigableMap<Integer, Limits> limits,
            Map<NodeId, Integer> nodes,
            NavigableMap<Integer, Instant> expiries) {
        this.expiries = expiries;
        this.kinds = kinds;
        this.limits = limits;
        this.nodes = nodes;
    }

    /** As if no other version had been: for whoever holds no other. */
    static Descriptions only(Directory directory) {
        return NONE.and(directory);
    }

    /** With the version after those that are here. */
    Descriptions and(Directory next) {
        int version = next.version();
        Map<KindName, NavigableMap<Integer, Optional<Kind>>> allKinds = new HashMap<>(kinds);
        Map<KindName, Kind> described = next.kinds().stream().collect(Collectors.toMap(Kind::name, kind -> kind));
        Set<KindName> names = new TreeSet<>(java.util.Comparator.comparing(KindName::value));
        names.addAll(kinds.keySet());
        names.addAll(described.keySet());
        for (KindName name : names) {
            Optional<Kind> now = Optional.ofNullable(described.get(name));
            NavigableMap<Integer, Optional<Kind>> before = kinds.getOrDefault(name, new TreeMap<>());
            if (before.isEmpty() || !before.lastEntry().getValue().equals(now)) {
                NavigableMap<Integer, Optional<Kind>> after = new TreeMap<>(before);
                after.put(version, now);
                allKinds.put(name, after);
            }
        }
        NavigableMap<Integer, Limits> allLimits = new TreeMap<>(limits);
        allLimits.put(version, next.limits());
        Map<NodeId, Integer> allNodes = new HashMap<>(nodes);
        next.nodes().forEach(node -> allNodes.putIfAbsent(node.id(), version));
        NavigableMap<Integer, Instant> allExpiries = new TreeMap<>(expiries);
        allExpiries.put(version, next.expires());
        return new Descriptions(allKinds, allLimits, allNodes, allExpiries);
    }

    AsOf asOf(int version) {
        return new AsOf(version);
    }

    /** One version's words. */
    final class AsOf {
        private final int version;

        private AsOf(int version) {
            this.version = version;
        }

        /** As this version describes it; if it does not, as the first one after it that does. */
        Optional<Kind> kind(KindName name) {
            NavigableMap<Integer, Optional<Kind>> described = kinds.getOrDefault(name, new TreeMap<>());
            Map.Entry<Integer, Optional<Kind>> then = described.floorEntry(version);
            return then != null && then.getValue().isPresent()
                    ? then.getValue()
                    : described.tailMap(version, false).values().stream()
                            .flatMap(Optional::stream)
                            .findFirst();
        }

        Limits limits() {
            Map.Entry<Integer, Limits> then = limits.floorEntry(version);
            return then == null ? Limits.STANDARD : then.getValue();
        }

        /** Whether nothing could be sealed under it any more at that instant. */
        boolean hadExpired(Instant at) {
            Instant expires = expiries.get(version);
            return expires != null && at.isAfter(expires);
        }

        /** Nodes are never taken out again. */
        boolean knows(NodeId node) {
            Integer since = nodes.get(node);
            return since != null && (since <= version || version < limits.firstKey());
        }
    }
}

package org.jilian.cli.demo;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.OpenNode;
import org.jilian.cli.node.ServedNode;
import org.jilian.directory.Directory;
import org.jilian.record.NodeId;

/** All nodes of the demo, running in this process. */
final class RunningFederation implements AutoCloseable {
    private final Map<NodeId, ServedNode> nodes;

    private RunningFederation(Map<NodeId, ServedNode> nodes) {
        this.nodes = nodes;
    }

    /** Starts them all at once; if one cannot start, none runs. */
    static RunningFederation start(List<NodeHome> homes, Clock clock, Workers workers) {
        Map<NodeId, ServedNode> started = new ConcurrentHashMap<>();
        RunningFederation federation = new RunningFederation(started);
        try {
            workers.each(homes, home -> started.put(home.node(), ServedNode.start(OpenNode.open(home, clock))));
        } catch (RuntimeException e) {
            federation.close();
            throw e;
        }
        return new RunningFederation(new TreeMap<>(started));
    }

    ServedNode node(NodeId id) {
        return java.util.Objects.requireNonNull(nodes.get(id), () -> "no node " + id + " in the demo");
    }

    /** In the order of their ids. */
    Collection<ServedNode> nodes() {
        return nodes.values();
    }

    Directory directory() {
        return nodes.values().iterator().next().open().directory();
    }

    @Override
    public void close() {
        // stopping is mostly waiting, so that all may wait at once
        try (Workers all = new Workers(Math.max(1, nodes.size()))) {
            all.each(List.copyOf(nodes.values()), ServedNode::close);
        }
    }
}

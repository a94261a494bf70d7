package org.jilian.route;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.broker.LinkState;
import org.jilian.record.NodeId;

/** {@code jilian.link.connected} (1 or 0) and {@code jilian.queue.depth} (messages) for each neighbour there has been. */
final class LinkMeters {
    private final MeterRegistry meters;
    private final Neighbours neighbours;
    private final Set<NodeId> known = ConcurrentHashMap.newKeySet();

    LinkMeters(MeterRegistry meters, Neighbours neighbours) {
        this.meters = meters;
        this.neighbours = neighbours;
    }

    /** Called with each change of the neighbours; a former neighbour's gauges stay, at 0. */
    void cover(Set<NodeId> nodes) {
        nodes.stream().filter(known::add).forEach(this::register);
    }

    private void register(NodeId neighbour) {
        Gauge.builder("jilian.link.connected", () -> connected(neighbour))
                .tag("neighbour", neighbour.value())
                .description("1 while the neighbour is connected")
                .register(meters);
        Gauge.builder("jilian.queue.depth", () -> neighbours.depth(neighbour))
                .tag("neighbour", neighbour.value())
                .description("messages waiting in this node's broker for or from the neighbour")
                .register(meters);
    }

    private int connected(NodeId neighbour) {
        return neighbours.state(neighbour).filter(LinkState::isConnected).isPresent() ? 1 : 0;
    }
}

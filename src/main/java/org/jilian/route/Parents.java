package org.jilian.route;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.broker.BrokerLink;
import org.jilian.broker.ChildQueues;
import org.jilian.broker.LinkState;
import org.jilian.broker.Neighbourhood;
import org.jilian.broker.Watcher;
import org.jilian.record.NodeId;

/** For each parent one link to its broker and one route that reads from it. The child always connects, never the parent. */
final class Parents implements Side {
    private final Neighbourhood neighbourhood;
    private final NeighbourRoutes routes;
    private final Watcher watcher;
    private final Clock clock;
    private final ChildQueues ours;
    private final Map<NodeId, BrokerLink> links = new ConcurrentHashMap<>();

    Parents(Neighbourhood neighbourhood, NeighbourRoutes routes, Watcher watcher, Clock clock) {
        this.neighbourhood = neighbourhood;
        this.routes = routes;
        this.watcher = watcher;
        this.clock = clock;
        this.ours = new ChildQueues(neighbourhood.self());
    }

    @Override
    public void become() {
        Set<NodeId> now = neighbourhood.parents();
        for (NodeId gone : new TreeSet<>(links.keySet())) {
            if (!now.contains(gone)) {
                routes.remove(NeighbourRoutes.FROM_PARENT, gone);
                link(gone).ifPresent(BrokerLink::close);
                links.remove(gone);
            }
        }
        links.values().forEach(BrokerLink::directoryChanged);
        for (NodeId parent : now) {
            if (!links.containsKey(parent)) {
                BrokerLink link = BrokerLink.toParent(neighbourhood, parent, watcher, clock);
                links.put(parent, link);
                link.start();
                routes.add(NeighbourRoutes.FROM_PARENT, parent, link, ours.down());
            }
        }
    }

    @Override
    public Set<NodeId> nodes() {
        return new TreeSet<>(links.keySet());
    }

    @Override
    public Optional<LinkState> state(NodeId neighbour) {
        return link(neighbour).map(BrokerLink::state);
    }

    @Override
    public Optional<Way> way(NodeId neighbour) {
        return link(neighbour).map(link -> new Way(link, ours.up()));
    }

    @Override
    public void pause(NodeId neighbour) {
        link(neighbour).ifPresent(BrokerLink::pause);
    }

    @Override
    public void resume(NodeId neighbour) {
        link(neighbour).ifPresent(BrokerLink::resume);
    }

    @Override
    public void close() {
        links.values().forEach(BrokerLink::close);
        links.clear();
    }

    private Optional<BrokerLink> link(NodeId parent) {
        return Optional.ofNullable(links.get(parent));
    }
}

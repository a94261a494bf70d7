package org.jilian.route;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jilian.broker.ChildBroker;
import org.jilian.broker.ChildQueues;
import org.jilian.broker.LinkState;
import org.jilian.broker.Neighbourhood;
import org.jilian.broker.Watcher;
import org.jilian.record.NodeId;
import org.jspecify.annotations.Nullable;

/** For each child queues and one route that reads them; a broker exactly while there are children: a leaf has none. */
final class Children implements Side {
    private final Neighbourhood neighbourhood;
    private final Function<Watcher, ChildBroker> opening;
    private final NeighbourRoutes routes;
    private final Watcher watcher;
    private final Set<NodeId> served = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ChildBroker broker;

    Children(
            Neighbourhood neighbourhood,
            Function<Watcher, ChildBroker> opening,
            NeighbourRoutes routes,
            Watcher watcher) {
        this.neighbourhood = neighbourhood;
        this.opening = opening;
        this.routes = routes;
        this.watcher = watcher;
    }

    @Override
    public void become() {
        Set<NodeId> now = neighbourhood.children();
        for (NodeId gone : nodes()) {
            if (!now.contains(gone)) {
                routes.remove(NeighbourRoutes.FROM_CHILD, gone);
                served.remove(gone);
            }
        }
        if (now.isEmpty()) {
            close();
            return;
        }
        ChildBroker open = openBroker();
        for (NodeId child : now) {
            if (served.add(child)) {
                routes.add(NeighbourRoutes.FROM_CHILD, child, open.ownLink(), new ChildQueues(child).up());
            }
        }
    }

    private ChildBroker openBroker() {
        ChildBroker open = broker;
        if (open != null) {
            open.directoryChanged();
            return open;
        }
        ChildBroker fresh = opening.apply(watcher);
        fresh.start();
        broker = fresh;
        return fresh;
    }

    @Override
    public Set<NodeId> nodes() {
        return new TreeSet<>(served);
    }

    @Override
    public Optional<LinkState> state(NodeId neighbour) {
        return brokerOf(neighbour).map(open -> open.state(neighbour));
    }

    @Override
    public Optional<Way> way(NodeId neighbour) {
        return brokerOf(neighbour)
                .filter(open -> !(open.state(neighbour) instanceof LinkState.Paused))
                .map(open -> new Way(open.ownLink(), new ChildQueues(neighbour).down()));
    }

    @Override
    public void pause(NodeId neighbour) {
        brokerOf(neighbour).ifPresent(open -> open.pause(neighbour));
    }

    @Override
    public void resume(NodeId neighbour) {
        brokerOf(neighbour).ifPresent(open -> open.resume(neighbour));
    }

    /** Messages that wait in this node's broker for a child or from it. */
    long depth(NodeId child) {
        ChildQueues queues = new ChildQueues(child);
        return brokerOf(child)
                .map(open -> open.depth(queues.up()) + open.depth(queues.down()))
                .orElse(0L);
    }

    Optional<ChildBroker> broker() {
        return Optional.ofNullable(broker);
    }

    @Override
    public void close() {
        ChildBroker open = broker;
        if (open != null) {
            broker = null;
            open.close();
        }
        served.clear();
    }

    private Optional<ChildBroker> brokerOf(NodeId child) {
        return served.contains(child) ? broker() : Optional.empty();
    }
}

package org.jilian.broker;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConsumerPlugin;
import org.jilian.record.NodeId;

/** A child counts as connected exactly while it reads its {@code down} queue: only then does sending to it make sense. */
final class ChildConnections implements ActiveMQServerConsumerPlugin {
    /** @param consumers never negative; 0 since that instant means it went away then */
    private record Presence(int consumers, Instant since) {}

    private final Watcher watcher;
    private final Clock clock;
    private final Map<NodeId, Presence> children = new ConcurrentHashMap<>();

    ChildConnections(Watcher watcher, Clock clock) {
        this.watcher = watcher;
        this.clock = clock;
    }

    @Override
    public void afterCreateConsumer(ServerConsumer consumer) {
        child(consumer).ifPresent(child -> {
            if (count(child, 1) == 1) {
                watcher.connected(child);
            }
        });
    }

    @Override
    public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
        child(consumer).ifPresent(child -> {
            if (count(child, -1) == 0) {
                watcher.disconnected(child);
            }
        });
    }

    /** Since when the child is connected, or since when it is not; empty if it has not been seen since the start. */
    Optional<Instant> since(NodeId child) {
        return Optional.ofNullable(children.get(child)).map(Presence::since);
    }

    boolean connected(NodeId child) {
        Presence presence = children.get(child);
        return presence != null && presence.consumers() > 0;
    }

    private int count(NodeId child, int change) {
        Presence now = children.compute(child, (id, before) -> {
            int consumers = (before == null ? 0 : before.consumers()) + change;
            boolean turned = before == null || (before.consumers() == 0) != (consumers == 0);
            return new Presence(consumers, turned ? clock.instant() : before.since());
        });
        return now.consumers();
    }

    private static Optional<NodeId> child(ServerConsumer consumer) {
        String queue = consumer.getQueue().getName().toString();
        return ChildQueues.owning(queue)
                .filter(queues -> queues.down().equals(queue) && !consumer.isBrowseOnly())
                .map(ChildQueues::child);
    }
}

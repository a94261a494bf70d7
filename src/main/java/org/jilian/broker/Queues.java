package org.jilian.broker;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.jilian.record.NodeId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running broker's queues: three for each child, none for anybody else. */
final class Queues {
    private static final Logger log = LoggerFactory.getLogger(Queues.class);
    private static final long DEAD_LETTERS_KEPT = 1_000;

    private final ActiveMQServer server;
    private final BrokerSettings settings;

    Queues(ActiveMQServer server, BrokerSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    synchronized void become(Set<NodeId> children) throws Exception {
        for (NodeId child : children) {
            create(new ChildQueues(child));
        }
        Set<ChildQueues> gone = server.getPostOffice().getAddresses().stream()
                .flatMap(address -> ChildQueues.owning(address.toString()).stream())
                .filter(queues -> !children.contains(queues.child()))
                .collect(Collectors.toSet());
        for (ChildQueues queues : gone) {
            remove(queues);
        }
    }

    private void create(ChildQueues queues) throws Exception {
        for (String name : queues.all()) {
            server.getAddressSettingsRepository().addMatch(name, ArtemisConfiguration.queueOf(settings, queues));
            if (server.locateQueue(name) == null) {
                server.addOrUpdateAddressInfo(new AddressInfo(SimpleString.of(name), RoutingType.ANYCAST));
                QueueConfiguration queue = QueueConfiguration.of(name)
                        .setAddress(name)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true)
                        .setAutoDelete(false);
                server.createQueue(name.equals(queues.dead()) ? queue.setRingSize(DEAD_LETTERS_KEPT) : queue);
                log.debug("Queue {} is there", name);
            }
        }
    }

    /** What was queued is gone with the queues: its ledgers are in the senders' databases. */
    private void remove(ChildQueues queues) throws Exception {
        for (String name : queues.all()) {
            if (server.locateQueue(name) != null) {
                server.destroyQueue(SimpleString.of(name), null, false, true);
            }
            if (server.getAddressInfo(SimpleString.of(name)) != null) {
                server.removeAddressInfo(SimpleString.of(name), null, true);
            }
            server.getAddressSettingsRepository().removeMatch(name);
            log.info("Queue {} removed: {} is no child any more", name, queues.child());
        }
    }

    long depth(String name) {
        @Nullable Queue queue = server.locateQueue(name);
        return queue == null ? 0 : queue.getMessageCount();
    }
}

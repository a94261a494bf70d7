package org.jilian.broker;

import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * No queue holds more bytes than its ceiling, so a flood by one child fills its own queue only. Artemis' own limits do not
 * count the files of large messages; a queue's persistent size does.
 */
final class QueueCeiling implements ActiveMQServerMessagePlugin {
    private final ActiveMQServer server;
    private final long ceiling;

    QueueCeiling(ActiveMQServer server, DataSize ceiling) {
        this.server = server;
        this.ceiling = ceiling.toBytes();
    }

    @Override
    public void beforeSend(
            ServerSession session, @Nullable Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        @Nullable Queue queue = server.locateQueue(message.getAddressSimpleString());
        if (queue != null && queue.getPersistentSize() >= ceiling) {
            throw new ActiveMQAddressFullException("queue " + queue.getName() + " should hold at most " + ceiling
                    + " bytes and is full: its reader is behind or away; send again when it has caught up");
        }
    }
}

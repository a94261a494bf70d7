package org.jilian.broker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendContinuationMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendLargeMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendMessage;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * No message from outside is longer than the ceiling. Artemis has no such limit: it writes the chunks of a large message
 * to disk as they come and asks who may send it only after the last, so the bytes are counted here as they arrive.
 */
final class MessageCeiling implements Interceptor {
    private static final Logger log = LoggerFactory.getLogger(MessageCeiling.class);

    private final long ceiling;
    private final Map<Object, Map<Long, Long>> arriving = new ConcurrentHashMap<>();

    MessageCeiling(DataSize ceiling) {
        this.ceiling = ceiling.toBytes();
    }

    @Override
    public boolean intercept(Packet packet, RemotingConnection connection) {
        if (connection.getTransportConnection() instanceof InVMConnection) {
            return true;
        }
        long size;
        if (packet instanceof SessionSendMessage) {
            size = packet.getPacketSize();
        } else if (packet instanceof SessionSendLargeMessage) {
            size = count(packet, connection, 0, true);
        } else if (packet instanceof SessionSendContinuationMessage chunk) {
            size = count(packet, connection, chunk.getBody().length, chunk.isContinues());
        } else {
            return true;
        }
        if (size <= ceiling) {
            return true;
        }
        log.warn(
                "Connection from {} closed: a message is longer than {} bytes", connection.getRemoteAddress(), ceiling);
        connection.fail(new ActiveMQException(
                "message should be at most " + ceiling + " bytes, but is at least " + size,
                ActiveMQExceptionType.ILLEGAL_STATE));
        return false;
    }

    private long count(Packet packet, RemotingConnection connection, long bytes, boolean continues) {
        Map<Long, Long> channels = arriving.computeIfAbsent(connection.getID(), id -> {
            connection.addCloseListener(() -> arriving.remove(id));
            return new ConcurrentHashMap<>();
        });
        long total = packet instanceof SessionSendLargeMessage
                ? 0
                : channels.getOrDefault(packet.getChannelID(), 0L) + bytes;
        if (continues) {
            channels.put(packet.getChannelID(), total);
        } else {
            channels.remove(packet.getChannelID());
        }
        return total;
    }
}

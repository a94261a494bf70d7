package org.jilian.broker;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.util.unit.DataSize;

/** One open connection of a link: alive until the broker, the network or the link ends it, and never revived. */
final class LinkConnection {
    private static final Logger log = LoggerFactory.getLogger(LinkConnection.class);
    /** What a consumer fetches ahead, and a producer sends ahead, in bytes: messages differ too much to count them. */
    private static final DataSize WINDOW = DataSize.ofMegabytes(1);

    private static final long PING_MILLIS = 5_000;
    private static final long SILENCE_MILLIS = 15_000;

    /**
     * A message that nobody fetched by then is dropped: it is said again anyway, and after a restored backup the exchange
     * counts on nothing older to arrive. With both sides' clocks two minutes off, it stays below the five minutes that the
     * exchange waits.
     */
    private static final Duration MESSAGE_LIFE = Duration.ofMinutes(3);

    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final SingleConnectionFactory shared;
    private final Session session;
    private final MessageProducer producer;
    private volatile boolean alive = true;

    private LinkConnection(ActiveMQConnectionFactory factory, Connection connection, Consumer<JMSException> lost)
            throws JMSException {
        this.factory = factory;
        this.connection = connection;
        this.shared = new SingleConnectionFactory(connection);
        connection.setExceptionListener(why -> {
            alive = false;
            lost.accept(why);
        });
        this.session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        this.producer = session.createProducer(null);
        producer.setTimeToLive(MESSAGE_LIFE.toMillis());
        connection.start();
    }

    static LinkConnection open(
            TransportConfiguration transport,
            @Nullable String user,
            @Nullable String password,
            Consumer<JMSException> lost)
            throws JMSException {
        ActiveMQConnectionFactory factory =
                ActiveMQJMSClient.createConnectionFactoryWithoutHA(JMSFactoryType.CF, transport);
        // the link reconnects: inside Artemis a sender would wait in a lost connection and hold up its other neighbours
        factory.setReconnectAttempts(0);
        factory.setInitialConnectAttempts(1);
        factory.setClientFailureCheckPeriod(PING_MILLIS);
        factory.setConnectionTTL(SILENCE_MILLIS);
        factory.setConsumerWindowSize((int) WINDOW.toBytes());
        factory.setProducerWindowSize((int) WINDOW.toBytes());
        factory.setMinLargeMessageSize((int) ArtemisConfiguration.LARGE.toBytes());
        factory.setBlockOnDurableSend(true);
        factory.setUseTopologyForLoadBalancing(false);
        Connection connection;
        try {
            connection = factory.createConnection(user, password);
        } catch (JMSException | RuntimeException e) {
            factory.close();
            throw e;
        }
        try {
            return new LinkConnection(factory, connection, lost);
        } catch (JMSException | RuntimeException e) {
            quietly(connection::close);
            factory.close();
            throw e;
        }
    }

    boolean isAlive() {
        return alive;
    }

    Connection shared() throws JMSException {
        return shared.createConnection();
    }

    /** Returns when the broker has the message; one at a time, so that order is kept. */
    synchronized void send(String queue, Map<String, String> properties, byte[] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            message.setStringProperty(property.getKey(), property.getValue());
        }
        message.writeBytes(body);
        producer.send(session.createQueue(queue), message);
    }

    void close() {
        if (alive) {
            alive = false;
            shared.destroy();
        }
        quietly(connection::close);
        factory.close();
    }

    private interface Closing {
        void close() throws Exception;
    }

    /** A connection that is lost cannot be closed in good order; that is no news. */
    private static void quietly(Closing closing) {
        try {
            closing.close();
        } catch (Exception e) {
            log.debug("A connection did not close in good order", e);
        }
    }
}

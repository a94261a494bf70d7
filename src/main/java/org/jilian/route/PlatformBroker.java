package org.jilian.route;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Connections to a platform's own message broker. */
final class PlatformBroker {
    private PlatformBroker() {}

    static ConnectionFactory connections(Connection.Broker broker) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
        if (!broker.user().isEmpty()) {
            factory.setUser(broker.user());
            factory.setPassword(broker.password());
        }
        return factory;
    }
}

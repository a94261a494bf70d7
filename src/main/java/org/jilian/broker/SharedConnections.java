package org.jilian.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.time.Duration;

/**
 * Hands a link's live connection to a consumer, which asks again when it was lost. Asking waits a moment for the link to
 * come back, so that a consumer neither spins nor sleeps through a reconnection.
 */
record SharedConnections(BrokerLink link) implements ConnectionFactory {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public Connection createConnection() throws JMSException {
        return link.shared(PATIENCE);
    }

    @Override
    public Connection createConnection(String userName, String password) throws JMSException {
        return createConnection();
    }

    @Override
    public JMSContext createContext() {
        throw new UnsupportedOperationException("a link is shared by its connection, not by a context");
    }

    @Override
    public JMSContext createContext(String userName, String password) {
        return createContext();
    }

    @Override
    public JMSContext createContext(String userName, String password, int sessionMode) {
        return createContext();
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return createContext();
    }
}

package org.jilian.route;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.DefaultConsumer;

/** Bean {@code platformPolls}: tells the connection of a route that polls whether its platform could be reached. */
public final class PlatformPolls implements PollingConsumerPollStrategy {
    private final Connections connections;

    PlatformPolls(Connections connections) {
        this.connections = connections;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        connections.reached(route(consumer));
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        connections.away(route(consumer), String.valueOf(root.getMessage()));
        // not at once again: the next poll tries it
        return false;
    }

    private static String route(Consumer consumer) {
        return ((DefaultConsumer) consumer).getRoute().getRouteId();
    }
}

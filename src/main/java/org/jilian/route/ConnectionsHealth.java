package org.jilian.route;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Platforms from which nothing can come just now. */
final class ConnectionsHealth implements HealthIndicator {
    private final Connections connections;

    ConnectionsHealth(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Health health() {
        Map<String, String> troubles = new TreeMap<>();
        connections.states().forEach((name, state) -> state.trouble().ifPresent(why -> troubles.put(name, why)));
        Health.Builder health = Degraded.when(!troubles.isEmpty());
        return troubles.isEmpty()
                ? health.build()
                : health.withDetails(troubles).build();
    }
}

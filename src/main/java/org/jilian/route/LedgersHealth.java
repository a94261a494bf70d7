package org.jilian.route;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Which ledgers do not go on, for whom or what they wait, and what to do. */
final class LedgersHealth implements HealthIndicator {
    private final Protocol protocol;

    LedgersHealth(Protocol protocol) {
        this.protocol = protocol;
    }

    @Override
    public Health health() {
        List<String> troubles = protocol.troubles();
        Health.Builder health = Degraded.when(!troubles.isEmpty());
        return troubles.isEmpty()
                ? health.build()
                : health.withDetail("troubles", troubles).build();
    }
}

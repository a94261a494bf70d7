package org.jilian.route;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Says how many messages were set aside, and what to do with them. */
final class DeadLettersHealth implements HealthIndicator {
    private final DeadLetters deadLetters;

    DeadLettersHealth(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public Health health() {
        int count = deadLetters.count();
        Health.Builder health = Degraded.when(count > 0).withDetail("messages", count);
        return count == 0
                ? health.build()
                : health.withDetail(
                                "remedy",
                                "read the .json files in dead-letters, report them as defects, then delete them; the"
                                        + " senders send again what was not receipted")
                        .build();
    }
}

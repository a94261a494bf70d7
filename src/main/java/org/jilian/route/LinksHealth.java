package org.jilian.route;

import java.util.List;
import org.jilian.broker.LinkState;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Health of the links, each in words. */
final class LinksHealth implements HealthIndicator {
    private final Neighbours neighbours;

    LinksHealth(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public Health health() {
        List<LinkState> states = neighbours.states();
        Health.Builder health =
                Degraded.when(neighbours.fault().isPresent() || !states.stream().allMatch(LinkState::isConnected));
        neighbours
                .fault()
                .ifPresent(why -> health.withDetail(
                        "change",
                        why + "; links or routes did not follow the directory: the next version tries again, or restart"
                                + " the node; the log has the cause"));
        states.forEach(state -> health.withDetail(state.neighbour().value(), state.words()));
        return health.build();
    }
}

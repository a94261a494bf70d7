package org.jilian.route;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.jilian.exchange.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code toNeighbour}: puts an envelope into the queue of the neighbour it is for, or lets it go. Nothing is stored
 * for a neighbour that is away: a later turn sends it again, for its ledger is in the database.
 */
public final class ToNeighbour {
    private static final Logger log = LoggerFactory.getLogger(ToNeighbour.class);

    private final Neighbours neighbours;
    private final Traffic traffic;

    ToNeighbour(Neighbours neighbours, Traffic traffic) {
        this.neighbours = neighbours;
        this.traffic = traffic;
    }

    public void send(@Body Envelope envelope) {
        Optional<String> obstacle = neighbours
                .way(envelope.neighbour())
                .map(way -> way.link()
                        .send(
                                way.queue(),
                                Map.of(Wire.TYPE, envelope.message().type().name()),
                                envelope.message().body()))
                .orElseGet(() -> Optional.of(envelope.neighbour() + " is no neighbour"));
        if (obstacle.isEmpty()) {
            traffic.out(envelope.neighbour(), envelope.message());
        } else {
            traffic.unsent(envelope.neighbour(), envelope.message());
            log.debug("{} not sent: {}", envelope.message(), obstacle.get());
        }
    }
}

package org.jilian.cli.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jilian.exchange.Envelope;
import org.jilian.record.NodeId;
import org.jilian.route.ExchangeProtocol;
import org.jilian.route.Protocol;

/** The exchange as the routes carry it; now and then a turn also tidies, and ends what was kept long enough. */
final class Carried implements Protocol {
    private static final Duration TIDY = Duration.ofMinutes(1);

    private final OpenNode node;
    private final ExchangeProtocol exchange;
    private final Retention retention;
    private Instant tidied;

    Carried(OpenNode node) {
        this.node = node;
        this.exchange = new ExchangeProtocol(node.exchange());
        this.retention = new Retention(node);
        this.tidied = node.self().now();
    }

    @Override
    public List<Envelope> receive(Envelope incoming) {
        return exchange.receive(incoming);
    }

    /** One turn at a time: the routes see to that. */
    @Override
    public synchronized List<Envelope> turn() {
        List<Envelope> envelopes = new ArrayList<>(exchange.turn());
        if (!tidied.plus(TIDY).isAfter(node.self().now())) {
            tidied = node.self().now();
            envelopes.addAll(node.exchange().tidy());
            retention.end();
        }
        return envelopes;
    }

    @Override
    public void connected(NodeId neighbour) {
        exchange.connected(neighbour);
    }

    @Override
    public void disconnected(NodeId neighbour) {
        exchange.disconnected(neighbour);
    }

    @Override
    public List<String> troubles() {
        return exchange.troubles();
    }

    @Override
    public int directoryVersion() {
        return exchange.directoryVersion();
    }
}

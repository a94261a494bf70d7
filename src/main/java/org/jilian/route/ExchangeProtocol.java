package org.jilian.route;

import java.util.List;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Exchange;
import org.jilian.record.NodeId;

/** The exchange as the routes see it. */
public record ExchangeProtocol(Exchange exchange) implements Protocol {
    @Override
    public List<Envelope> receive(Envelope incoming) {
        return exchange.receive(incoming);
    }

    @Override
    public List<Envelope> turn() {
        return exchange.turn();
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
        return exchange.directory().version();
    }
}

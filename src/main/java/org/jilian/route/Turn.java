package org.jilian.route;

import java.util.List;
import org.jilian.exchange.Envelope;
import org.jilian.store.StoreException;

/** Bean {@code turn}: one turn of the exchange. */
public final class Turn {
    private final Protocol protocol;
    private final DirectoryNews news;

    Turn(Protocol protocol, DirectoryNews news) {
        this.protocol = protocol;
        this.news = news;
    }

    public List<Envelope> turn() {
        try {
            List<Envelope> due = protocol.turn();
            news.look();
            return due;
        } catch (StoreException e) {
            throw OwnFaultException.of(e);
        }
    }
}

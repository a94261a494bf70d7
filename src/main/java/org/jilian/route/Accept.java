package org.jilian.route;

import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Message;
import org.jilian.record.NodeId;
import org.jilian.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code accept}: hands one message of a neighbour to the exchange and gives back what it answers. */
public final class Accept {
    private static final Logger log = LoggerFactory.getLogger(Accept.class);

    private final Protocol protocol;
    private final DirectoryNews news;
    private final Traffic traffic;

    Accept(Protocol protocol, DirectoryNews news, Traffic traffic) {
        this.protocol = protocol;
        this.news = news;
        this.traffic = traffic;
    }

    /**
     * @param neighbour whose queue the message was in, by the route and not by the message
     * @param type absent or unknown if the sender is no Jilian or a newer one: such a message is counted and let go
     */
    public List<Envelope> receive(
            @Header(Wire.NEIGHBOUR) String neighbour,
            @Header(Wire.TYPE) @Nullable String type,
            @Body byte @Nullable [] body) {
        NodeId sender = NodeId.of(neighbour);
        Message message = Wire.message(type, body).orElse(null);
        if (message == null) {
            traffic.unknown(sender);
            log.warn("A message from {} is of no type this version knows and was let go", sender);
            return List.of();
        }
        traffic.in(sender, message);
        try {
            List<Envelope> answers = protocol.receive(new Envelope(sender, message));
            news.look();
            return answers;
        } catch (StoreException e) {
            throw OwnFaultException.of(e);
        }
    }
}

package org.jilian.route;

import java.util.Optional;
import org.jilian.exchange.Message;
import org.jspecify.annotations.Nullable;

/** How a message lies in a queue: its type as a property, its body as the bytes. */
final class Wire {
    static final String TYPE = "JilianType";
    /** Set by the route from its own parameter; what a sender wrote under this name is overwritten. */
    static final String NEIGHBOUR = "JilianNeighbour";

    private Wire() {}

    /** Empty if this version does not know the type, or there are no bytes. */
    static Optional<Message> message(@Nullable String type, byte @Nullable [] body) {
        if (type == null || body == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Message(Message.Type.valueOf(type), body));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}

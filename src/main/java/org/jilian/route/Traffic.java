package org.jilian.route;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jilian.exchange.Message;
import org.jilian.record.NodeId;

/** Counts the messages and bytes that pass, by neighbour, direction and type. */
final class Traffic {
    private static final String MESSAGES = "jilian.messages";
    private static final String BYTES = "jilian.message.bytes";

    private final MeterRegistry meters;

    Traffic(MeterRegistry meters) {
        this.meters = meters;
    }

    void in(NodeId neighbour, Message message) {
        count(neighbour, "in", word(message), message.body().length);
    }

    void out(NodeId neighbour, Message message) {
        count(neighbour, "out", word(message), message.body().length);
    }

    /** The neighbour is away, paused or full: the message will be sent again by a later turn. */
    void unsent(NodeId neighbour, Message message) {
        count(neighbour, "unsent", word(message), 0);
    }

    void unknown(NodeId neighbour) {
        count(neighbour, "in", "unknown", 0);
    }

    private void count(NodeId neighbour, String direction, String type, int bytes) {
        meters.counter(MESSAGES, "neighbour", neighbour.value(), "direction", direction, "type", type)
                .increment();
        if (bytes > 0) {
            meters.counter(BYTES, "neighbour", neighbour.value(), "direction", direction)
                    .increment(bytes);
        }
    }

    private static String word(Message message) {
        return message.type().name().toLowerCase(Locale.ROOT);
    }
}

package org.jilian.broker;

import java.time.Instant;
import org.jilian.record.NodeId;

/** Whether a neighbour is reachable, since when, and in {@link #words()} what a person should do about it. */
public sealed interface LinkState {
    NodeId neighbour();

    Instant since();

    String words();

    default boolean isConnected() {
        return this instanceof Connected;
    }

    record Connected(NodeId neighbour, Instant since) implements LinkState {
        @Override
        public String words() {
            return "connected with " + neighbour + " since " + since;
        }
    }

    /** @param reason what was seen and what to do, as one sentence */
    record Down(NodeId neighbour, Instant since, String reason) implements LinkState {
        @Override
        public String words() {
            return "not connected with " + neighbour + " since " + since + ": " + reason;
        }
    }

    record Paused(NodeId neighbour, Instant since) implements LinkState {
        @Override
        public String words() {
            return "link with " + neighbour + " paused by command since " + since + ": resume it to go on";
        }
    }
}

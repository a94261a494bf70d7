package org.jilian.route;

import org.apache.camel.ProducerTemplate;

/** Makes the next turn come at once: for whoever has authored or changed something. Returns at once. */
public final class WakeUp {
    private static final String TURN = "seda:turn?size=1&discardWhenFull=true";

    private final ProducerTemplate producer;

    WakeUp(ProducerTemplate producer) {
        this.producer = producer;
    }

    public void now() {
        producer.sendBody(TURN, "");
    }
}

package org.jilian.route;

import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the next turn come at once: for whoever has authored or changed something. Returns at once. While the node stops
 * there is no next turn, and it does nothing: neighbours go away then, and their news comes too late.
 */
public final class WakeUp {
    private static final Logger LOG = LoggerFactory.getLogger(WakeUp.class);
    private static final String TURN = "seda:turn?size=1&discardWhenFull=true";

    private final ProducerTemplate producer;

    WakeUp(ProducerTemplate producer) {
        this.producer = producer;
    }

    public void now() {
        try {
            producer.sendBody(TURN, "");
        } catch (RuntimeException e) {
            // asked afterwards, since the routes may stop in between
            if (!isStopping()) {
                throw e;
            }
            LOG.debug("The node is stopping; there is no next turn", e);
        }
    }

    private boolean isStopping() {
        return producer.getCamelContext().isStopping()
                || producer.getCamelContext().isStopped();
    }
}

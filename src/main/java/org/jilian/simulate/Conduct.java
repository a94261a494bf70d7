package org.jilian.simulate;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.ShippedHeads;

/** How a process goes about its steps: as {@code serve} does; a test plants bugs by another, and none stands in the exchange. */
interface Conduct {
    Conduct PROPER = new Conduct() {};

    /** Where the heads of shipped ledgers are remembered. */
    default ShippedHeads heads(ShippedHeads file) {
        return file;
    }

    /** A process has begun. */
    default void started(SimulatedNode node) {}

    /**
     * One step.
     *
     * @param incoming the message that it takes, if it takes one
     * @param wire what is given here is sent at once
     * @return what is sent after the step
     */
    default List<Envelope> step(
            SimulatedNode node,
            Optional<Envelope> incoming,
            Function<Exchange, List<Envelope>> what,
            Consumer<List<Envelope>> wire) {
        return what.apply(node.process());
    }
}

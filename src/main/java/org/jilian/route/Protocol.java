package org.jilian.route;

import java.util.List;
import org.jilian.exchange.Envelope;
import org.jilian.record.NodeId;

/** What the routes need of the exchange. Several threads call at once: one for each neighbour's queue, and one for turns. */
public interface Protocol {
    /**
     * Takes one message of a neighbour in and gives what is to be sent in answer. Throws only for faults of our own side:
     * then the same message comes again.
     */
    List<Envelope> receive(Envelope incoming);

    /** Seals what is due, ships within the windows, resends, announces. */
    List<Envelope> turn();

    void connected(NodeId neighbour);

    void disconnected(NodeId neighbour);

    /** What keeps ledgers from going on until a person has looked, a sentence each with what to do. */
    List<String> troubles();

    /** The version of the directory in force; when it rises, links and routes follow. */
    int directoryVersion();
}

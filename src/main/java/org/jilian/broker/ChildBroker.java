package org.jilian.broker;

import java.util.OptionalInt;
import org.jilian.record.NodeId;

/** The broker that holds the children's queues: embedded in this node, or a separate Artemis. */
public sealed interface ChildBroker extends AutoCloseable permits NodeBroker, ExternalBroker {
    void start();

    /** Takes over children and certificates of the newest directory. */
    void directoryChanged();

    /** Takes this node's own key and certificate anew. */
    void tlsChanged();

    /** This node's own way to the queues. */
    BrokerLink ownLink();

    LinkState state(NodeId child);

    void pause(NodeId child);

    void resume(NodeId child);

    /** Messages waiting in a queue, as far as this node can see. */
    long depth(String queue);

    /** The port children connect to, if it is this node's own. */
    OptionalInt listening();

    @Override
    void close();
}

package org.jilian.route;

import java.util.Optional;
import java.util.Set;
import org.jilian.broker.BrokerLink;
import org.jilian.broker.LinkState;
import org.jilian.record.NodeId;

/** One side of a node's neighbours: its parents, or its children. */
sealed interface Side permits Parents, Children {
    /** Where a message for a neighbour goes. */
    record Way(BrokerLink link, String queue) {}

    /** Makes links and routes those of the directory as it is now. */
    void become();

    Set<NodeId> nodes();

    Optional<LinkState> state(NodeId neighbour);

    Optional<Way> way(NodeId neighbour);

    void pause(NodeId neighbour);

    void resume(NodeId neighbour);

    void close();
}

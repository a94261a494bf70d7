package org.jilian.broker;

import org.jilian.record.NodeId;

/** Is told when a neighbour comes and goes. Called on a thread of the broker or link: must return at once. */
public interface Watcher {
    void connected(NodeId neighbour);

    void disconnected(NodeId neighbour);
}

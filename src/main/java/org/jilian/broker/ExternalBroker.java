package org.jilian.broker;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.directory.Endpoint;
import org.jilian.record.NodeId;

/**
 * A separate Artemis that runs with the files of {@link BrokerExport}. Who may connect is its business; a child counts as
 * connected while the broker is, since what is sent to the child waits there for it.
 */
public final class ExternalBroker implements ChildBroker {
    private final Neighbourhood neighbourhood;
    private final Clock clock;
    private final BrokerLink own;
    private final Map<NodeId, Instant> paused = new ConcurrentHashMap<>();

    public ExternalBroker(Neighbourhood neighbourhood, Endpoint broker, Watcher watcher, Clock clock) {
        this.neighbourhood = neighbourhood;
        this.clock = clock;
        this.own = BrokerLink.toExternal(neighbourhood, broker, forEachChild(watcher), clock);
    }

    private Watcher forEachChild(Watcher watcher) {
        return new Watcher() {
            @Override
            public void connected(NodeId broker) {
                neighbourhood.children().forEach(watcher::connected);
            }

            @Override
            public void disconnected(NodeId broker) {
                neighbourhood.children().forEach(watcher::disconnected);
            }
        };
    }

    @Override
    public void start() {
        own.start();
    }

    @Override
    public void directoryChanged() {
        own.directoryChanged();
    }

    @Override
    public void tlsChanged() {
        own.reconnect();
    }

    @Override
    public BrokerLink ownLink() {
        return own;
    }

    @Override
    public LinkState state(NodeId child) {
        Instant since = paused.get(child);
        if (since != null) {
            return new LinkState.Paused(child, since);
        }
        LinkState broker = own.state();
        return broker.isConnected()
                ? new LinkState.Connected(child, broker.since())
                : new LinkState.Down(child, broker.since(), "the external broker: " + broker.words());
    }

    /** Nothing is sent any more; what the child has sent is still taken in. To keep it out, export without it. */
    @Override
    public void pause(NodeId child) {
        paused.putIfAbsent(child, clock.instant());
    }

    @Override
    public void resume(NodeId child) {
        paused.remove(child);
    }

    /** 0: see the external broker's own metrics. */
    @Override
    public long depth(String queue) {
        return 0;
    }

    @Override
    public OptionalInt listening() {
        return OptionalInt.empty();
    }

    @Override
    public void close() {
        own.close();
    }
}

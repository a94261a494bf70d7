package org.jilian.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.jilian.directory.Endpoint;
import org.jilian.record.NodeId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection with a broker, kept for ever: lost, it is opened anew with growing pauses, until closed; paused, it stays
 * away until resumed. Its own thread is the only one that opens and releases, and the only one that tells the watcher.
 * Nothing waits inside a lost connection: whoever sends is told at once, and what was not acknowledged comes again.
 */
public final class BrokerLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    static final Watcher UNWATCHED = new Watcher() {
        @Override
        public void connected(NodeId neighbour) {}

        @Override
        public void disconnected(NodeId neighbour) {}
    };

    private final NodeId neighbour;
    private final LinkTarget target;
    private final Watcher watcher;
    private final Clock clock;
    private final Thread keeper;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private LinkState state;
    private @Nullable LinkConnection live;
    private boolean paused;
    private boolean closed;
    private boolean hurried;

    BrokerLink(NodeId neighbour, LinkTarget target, Watcher watcher, Clock clock) {
        this.neighbour = neighbour;
        this.target = target;
        this.watcher = watcher;
        this.clock = clock;
        this.state = new LinkState.Down(neighbour, clock.instant(), "not started yet");
        this.keeper = new Thread(this::keep, "link-" + neighbour);
        keeper.setDaemon(true);
    }

    /** To a parent's broker, at the endpoint and with the TLS certificate that the newest directory names. */
    public static BrokerLink toParent(Neighbourhood neighbourhood, NodeId parent, Watcher watcher, Clock clock) {
        return new BrokerLink(
                parent,
                new LinkTarget.Remote(neighbourhood, parent, () -> neighbourhood.endpoint(parent)),
                watcher,
                clock);
    }

    /** To this node's own queues in an external broker there, which shows this node's own TLS certificate. */
    public static BrokerLink toExternal(Neighbourhood neighbourhood, Endpoint broker, Watcher watcher, Clock clock) {
        NodeId self = neighbourhood.self();
        return new BrokerLink(
                self, new LinkTarget.Remote(neighbourhood, self, () -> Optional.of(broker)), watcher, clock);
    }

    /** Returns at once; the connection comes when it can. */
    public void start() {
        keeper.start();
    }

    public LinkState state() {
        return locked(() -> state);
    }

    public void pause() {
        locked(() -> {
            if (!paused) {
                paused = true;
                hurried = true;
                live = null;
                state = new LinkState.Paused(neighbour, clock.instant());
                changed.signalAll();
            }
            return true;
        });
    }

    public void resume() {
        locked(() -> {
            if (paused) {
                paused = false;
                state = new LinkState.Down(neighbour, clock.instant(), "resumed, connecting");
                changed.signalAll();
            }
            return true;
        });
    }

    /** Connects anew if the newest directory names another endpoint, or the other side's certificate no longer. */
    public void directoryChanged() {
        if (!target.unchanged()) {
            reconnect();
        }
    }

    /** Connects anew at once, whether connected or waiting. */
    public void reconnect() {
        locked(() -> {
            live = null;
            hurried = true;
            changed.signalAll();
            return true;
        });
    }

    /** Empty if the broker has taken the message; else why it has not. A message not taken is the caller's to send again. */
    public Optional<String> send(String queue, Map<String, String> properties, byte[] body) {
        @Nullable LinkConnection connection = awaitLive(Duration.ZERO);
        if (connection == null) {
            return Optional.of(state().words());
        }
        try {
            connection.send(queue, properties, body);
            return Optional.empty();
        } catch (JMSException e) {
            return Optional.of("the broker did not take a message for " + queue + ": " + e.getMessage());
        }
    }

    /** For consumers: hands out the live connection, waiting a moment for one; closing what it gives closes nothing. */
    public ConnectionFactory connections() {
        return new SharedConnections(this);
    }

    /** Waits at most that long for the live connection. */
    Connection shared(Duration patience) throws JMSException {
        @Nullable LinkConnection connection = awaitLive(patience);
        if (connection == null) {
            throw new JMSException(state().words());
        }
        return connection.shared();
    }

    @Override
    public void close() {
        locked(() -> {
            closed = true;
            changed.signalAll();
            return true;
        });
        try {
            keeper.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        target.close();
    }

    private void keep() {
        Duration pause = FIRST_PAUSE;
        while (awaitTurn()) {
            try {
                LinkConnection connection = open();
                pause = FIRST_PAUSE;
                watcher.connected(neighbour);
                awaitEnd(connection);
                connection.close();
                watcher.disconnected(neighbour);
            } catch (JMSException | RuntimeException e) {
                down(String.valueOf(e.getMessage()));
                rest(pause);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
        }
    }

    private LinkConnection open() throws JMSException {
        Optional<String> obstacle = target.obstacle();
        if (obstacle.isPresent()) {
            throw new JMSException(obstacle.get());
        }
        TransportConfiguration transport =
                target.transport().orElseThrow(() -> new JMSException("the directory names no endpoint for it"));
        LinkConnection connection = LinkConnection.open(transport, target.user(), target.password(), this::lost);
        LinkState now = locked(() -> {
            live = connection;
            if (!paused) {
                state = new LinkState.Connected(neighbour, clock.instant());
            }
            changed.signalAll();
            return state;
        });
        tell(now);
        return connection;
    }

    private void lost(JMSException why) {
        log.debug("Link with {} lost", neighbour, why);
        reconnect();
    }

    private void down(String reason) {
        locked(() -> {
            if (!paused
                    && !(state instanceof LinkState.Down before
                            && before.reason().equals(reason))) {
                state = new LinkState.Down(neighbour, state.isConnected() ? clock.instant() : state.since(), reason);
                tell(state);
            }
            return state;
        });
    }

    /** Once for each state, and not about the way inside this JVM. */
    private void tell(LinkState now) {
        if (target instanceof LinkTarget.Remote) {
            log.info("Link: {}", now.words());
        }
    }

    /** Until the link may try to connect; false once it is closed. */
    private boolean awaitTurn() {
        return locked(() -> {
            while (paused && !closed) {
                changed.awaitUninterruptibly();
            }
            hurried = false;
            return !closed;
        });
    }

    /** Until the connection is lost, given up, or not wanted any more. */
    private void awaitEnd(LinkConnection connection) {
        locked(() -> {
            while (live == connection && connection.isAlive() && !paused && !closed) {
                changed.awaitUninterruptibly();
            }
            live = null;
            if (!paused) {
                state = new LinkState.Down(
                        neighbour, clock.instant(), closed ? "closed" : "connection ended, connecting again");
            }
            tell(state);
            return state;
        });
    }

    /** Before the next attempt; cut short by a command. */
    private void rest(Duration pause) {
        locked(() -> {
            long left = pause.toNanos();
            while (left > 0 && !closed && !hurried) {
                left = awaitNanos(left);
            }
            return state;
        });
    }

    private @Nullable LinkConnection awaitLive(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (live == null && left > 0 && !closed) {
                left = awaitNanos(left);
            }
            return live;
        } finally {
            lock.unlock();
        }
    }

    private long awaitNanos(long nanos) {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}

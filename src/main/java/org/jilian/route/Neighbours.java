package org.jilian.route;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jilian.broker.ChildBroker;
import org.jilian.broker.LinkState;
import org.jilian.broker.Neighbourhood;
import org.jilian.broker.Watcher;
import org.jilian.record.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's links and routes are those of the newest directory. They change one after another on one thread, and on the
 * same thread the exchange hears who comes and goes, in that order.
 */
public final class Neighbours implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Neighbours.class);

    private final Parents parents;
    private final Children children;
    private final List<Side> sides;
    private final ExecutorService one;
    private volatile Optional<String> fault = Optional.empty();
    private Consumer<Set<NodeId>> changed = nodes -> {};

    Neighbours(
            Neighbourhood neighbourhood,
            Function<Watcher, ChildBroker> opening,
            NeighbourRoutes routes,
            Protocol protocol,
            WakeUp wakeUp,
            Clock clock) {
        this.one = Executors.newSingleThreadExecutor(work -> new Thread(work, "neighbours-" + neighbourhood.self()));
        Watcher watcher = new Watcher() {
            @Override
            public void connected(NodeId neighbour) {
                tell(neighbour, protocol::connected);
            }

            @Override
            public void disconnected(NodeId neighbour) {
                tell(neighbour, protocol::disconnected);
            }

            private void tell(NodeId neighbour, Consumer<NodeId> news) {
                submit(() -> {
                    news.accept(neighbour);
                    wakeUp.now();
                });
            }
        };
        this.parents = new Parents(neighbourhood, routes, watcher, clock);
        this.children = new Children(neighbourhood, opening, routes, watcher);
        this.sides = List.of(parents, children);
    }

    /** The links as the directory has them now; throws if the broker cannot start, for instance on a port in use. */
    synchronized void start() {
        sides.forEach(Side::become);
        Set<NodeId> now = new TreeSet<>(parents.nodes());
        now.addAll(children.nodes());
        changed.accept(now);
    }

    /** Is told who the neighbours are after each change; to be set before the start. */
    void onChange(Consumer<Set<NodeId>> changed) {
        this.changed = changed;
    }

    /** To be called after each change of the directory; returns at once. */
    public void directoryChanged() {
        submit(this::start);
    }

    /** To be called after this node's own TLS key changed; returns at once. */
    public void tlsChanged() {
        submit(() -> children.broker().ifPresent(ChildBroker::tlsChanged));
    }

    /** How each neighbour is reached or not, parents first. */
    public List<LinkState> states() {
        return sides.stream()
                .flatMap(side -> side.nodes().stream().flatMap(node -> side.state(node).stream()))
                .toList();
    }

    /** Empty for a node that is no neighbour. */
    public Optional<LinkState> state(NodeId neighbour) {
        return side(neighbour).flatMap(side -> side.state(neighbour));
    }

    /** Keeps a neighbour away until {@link #resume}; false if it is none. Forgotten by a restart. */
    public boolean pause(NodeId neighbour) {
        side(neighbour).ifPresent(side -> side.pause(neighbour));
        return side(neighbour).isPresent();
    }

    public boolean resume(NodeId neighbour) {
        side(neighbour).ifPresent(side -> side.resume(neighbour));
        return side(neighbour).isPresent();
    }

    /** Messages that wait in this node's broker for that neighbour or from it; 0 where another's broker holds them. */
    public long depth(NodeId neighbour) {
        return children.depth(neighbour);
    }

    /** The port children connect to; empty for a node without an embedded broker. */
    public OptionalInt brokerPort() {
        return children.broker().map(ChildBroker::listening).orElse(OptionalInt.empty());
    }

    Optional<Side.Way> way(NodeId neighbour) {
        return side(neighbour).flatMap(side -> side.way(neighbour));
    }

    @Override
    public void close() {
        one.shutdown();
        try {
            if (!one.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("A change of the neighbours is still under way; closing all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sides.forEach(Side::close);
    }

    private Optional<Side> side(NodeId neighbour) {
        return sides.stream().filter(side -> side.nodes().contains(neighbour)).findFirst();
    }

    /** Why the last change of links or routes failed, if so. */
    Optional<String> fault() {
        return fault;
    }

    private void submit(Runnable change) {
        try {
            one.execute(() -> {
                try {
                    change.run();
                    fault = Optional.empty();
                } catch (RuntimeException e) {
                    fault = Optional.of(String.valueOf(e.getMessage()));
                    log.error("A change of the neighbours failed; the next change tries again", e);
                }
            });
        } catch (RejectedExecutionException closing) {
            log.debug("The node is stopping; news of the neighbours comes too late");
        }
    }
}

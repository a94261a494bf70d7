package org.jilian.broker;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jilian.record.NodeId;

/**
 * The embedded Artemis of a node that has children: after each {@link #directoryChanged()} its queues are exactly those of
 * the children, and nobody is connected who is not one. It holds nothing that is not also in a database.
 */
public final class NodeBroker implements ChildBroker {
    /** In-VM servers share one table per JVM, and a demo has several brokers in one. */
    private static final AtomicInteger NEXT_IN_VM_ID = new AtomicInteger(1);

    private final BrokerSettings settings;
    private final Neighbourhood neighbourhood;
    private final Clock clock;
    private final int inVmId = NEXT_IN_VM_ID.getAndIncrement();
    private final String ownPassword = UUID.randomUUID().toString();
    private final Map<NodeId, Instant> paused = new ConcurrentHashMap<>();
    private final ChildAccess access;
    private final ChildConnections presence;
    private final Instant startedAt;
    private final String tlsName;
    private final ActiveMQServer server;
    private final Queues queues;
    private final BrokerLink own;
    private volatile List<X509Certificate> trusted;

    public NodeBroker(BrokerSettings settings, Neighbourhood neighbourhood, Watcher watcher, Clock clock) {
        this.settings = settings;
        this.neighbourhood = neighbourhood;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.trusted = neighbourhood.tlsAuthorities();
        this.access = new ChildAccess(neighbourhood, child -> !paused.containsKey(child), ownPassword);
        this.presence = new ChildConnections(watcher, clock);
        this.tlsName = PinnedTls.register(() -> neighbourhood.tls(certificate ->
                neighbourhood.nodeOf(certificate).filter(access::mayConnect).isPresent()));
        try {
            this.server =
                    new ActiveMQServerImpl(ArtemisConfiguration.of(settings, neighbourhood, inVmId, tlsName), access);
        } catch (Exception e) {
            throw fault("cannot be configured", e);
        }
        this.queues = new Queues(server, settings);
        TransportConfiguration inVm = new TransportConfiguration(
                InVMConnectorFactory.class.getName(), Map.of("serverId", String.valueOf(inVmId)));
        this.own = new BrokerLink(
                neighbourhood.self(),
                new LinkTarget.Inside(inVm, ChildAccess.ownUser(), ownPassword),
                BrokerLink.UNWATCHED,
                clock);
    }

    @Override
    public void start() {
        try {
            server.registerBrokerPlugin(presence);
            server.registerBrokerPlugin(new QueueCeiling(server, settings.queueDisk()));
            server.start();
            server.getRemotingService().addIncomingInterceptor(new MessageCeiling(settings.maxMessage()));
            queues.become(neighbourhood.children());
            own.start();
            acceptor().start();
        } catch (Exception e) {
            throw fault("did not start on " + settings.host() + ":" + settings.port(), e);
        }
    }

    /** Queues appear and vanish with the children; whoever lost the right to be connected is disconnected. */
    @Override
    public void directoryChanged() {
        try {
            queues.become(neighbourhood.children());
            List<X509Certificate> authorities = neighbourhood.tlsAuthorities();
            if (!authorities.equals(trusted)) {
                trusted = authorities;
                acceptor().reload();
            }
            closeStrangers();
        } catch (Exception e) {
            throw fault("did not take over the changed directory", e);
        }
    }

    /** Takes this node's own key and certificate anew. */
    @Override
    public void tlsChanged() {
        acceptor().reload();
        closeStrangers();
    }

    /** Keeps the child out until {@link #resume}; what is queued stays. */
    @Override
    public void pause(NodeId child) {
        paused.putIfAbsent(child, clock.instant());
        closeStrangers();
    }

    @Override
    public void resume(NodeId child) {
        paused.remove(child);
    }

    @Override
    public LinkState state(NodeId child) {
        Instant pausedSince = paused.get(child);
        if (pausedSince != null) {
            return new LinkState.Paused(child, pausedSince);
        }
        Instant since = presence.since(child).orElse(startedAt);
        return presence.connected(child)
                ? new LinkState.Connected(child, since)
                : new LinkState.Down(
                        child,
                        since,
                        "it does not read its queue; see that its gateway runs and reaches port " + port()
                                + " here, and that the directory names the TLS certificate it uses");
    }

    /** Messages waiting in a child's queue; 0 if the queue does not exist. */
    @Override
    public long depth(String queue) {
        return queues.depth(queue);
    }

    @Override
    public OptionalInt listening() {
        return OptionalInt.of(port());
    }

    /** The port children connect to: the chosen one if 0 was asked for. */
    public int port() {
        return acceptor().getActualPort();
    }

    /** This node's own way to its queues, inside the JVM; up while the broker is. */
    @Override
    public BrokerLink ownLink() {
        return own;
    }

    @Override
    public void close() {
        try {
            own.close();
            server.stop();
        } catch (Exception e) {
            throw fault("did not stop", e);
        } finally {
            PinnedTls.forget(tlsName);
        }
    }

    private void closeStrangers() {
        for (RemotingConnection connection :
                Set.copyOf(server.getRemotingService().getConnections())) {
            if (!(connection.getTransportConnection() instanceof InVMConnection)
                    && access.child(connection).isEmpty()) {
                connection.fail(new ActiveMQDisconnectedException(
                        "the directory or an operator no longer lets this certificate connect"));
            }
        }
    }

    private NettyAcceptor acceptor() {
        return (NettyAcceptor) server.getRemotingService().getAcceptor(ArtemisConfiguration.CHILDREN);
    }

    private BrokerFault fault(String what, Exception cause) {
        return new BrokerFault("broker of " + neighbourhood.self() + " " + what, cause);
    }
}

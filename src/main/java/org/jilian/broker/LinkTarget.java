package org.jilian.broker;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.jilian.directory.Endpoint;
import org.jilian.record.NodeId;
import org.jspecify.annotations.Nullable;

/** The broker a link goes to. */
sealed interface LinkTarget {
    /** Where to connect now; empty while the directory does not say. */
    Optional<TransportConfiguration> transport();

    @Nullable
    String user();

    @Nullable
    String password();

    /** What stands in the way and what to do about it; empty if connecting should work. */
    Optional<String> obstacle();

    /** Whether a connection made earlier would still be made so today, by the newest directory. */
    default boolean unchanged() {
        return true;
    }

    default void close() {}

    /** A broker in this JVM. */
    record Inside(TransportConfiguration inVm, String user, String password) implements LinkTarget {
        @Override
        public Optional<TransportConfiguration> transport() {
            return Optional.of(inVm);
        }

        @Override
        public Optional<String> obstacle() {
            return Optional.empty();
        }
    }

    /** Another node's broker, at the directory's endpoint, proven by the TLS certificate that the directory names. */
    final class Remote implements LinkTarget {
        private static final int CONNECT_MILLIS = 10_000;

        private final Neighbourhood neighbourhood;
        private final NodeId peer;
        private final Supplier<Optional<Endpoint>> address;
        private final String tlsName;
        private volatile @Nullable Endpoint used;
        private volatile @Nullable X509Certificate accepted;

        Remote(Neighbourhood neighbourhood, NodeId peer, Supplier<Optional<Endpoint>> address) {
            this.neighbourhood = neighbourhood;
            this.peer = peer;
            this.address = address;
            this.tlsName = PinnedTls.register(() -> neighbourhood.tls(this::accept));
        }

        private boolean accept(X509Certificate certificate) {
            accepted = certificate;
            return belongsToPeer(certificate);
        }

        private boolean belongsToPeer(X509Certificate certificate) {
            return neighbourhood.nodeOf(certificate).filter(peer::equals).isPresent();
        }

        @Override
        public boolean unchanged() {
            Endpoint before = used;
            X509Certificate certificate = accepted;
            return before != null
                    && certificate != null
                    && address.get().filter(before::equals).isPresent()
                    && belongsToPeer(certificate);
        }

        @Override
        public Optional<TransportConfiguration> transport() {
            Optional<Endpoint> endpoint = address.get();
            used = endpoint.orElse(null);
            return endpoint.map(this::transport);
        }

        private TransportConfiguration transport(Endpoint endpoint) {
            return new TransportConfiguration(
                    NettyConnectorFactory.class.getName(),
                    Map.of(
                            "host",
                            endpoint.host(),
                            "port",
                            endpoint.port(),
                            "sslEnabled",
                            true,
                            "enabledProtocols",
                            "TLSv1.3",
                            // the pin is stronger than a host name, and division codes are no host names
                            "verifyHost",
                            false,
                            "sslContext",
                            tlsName,
                            "connect-timeout-millis",
                            CONNECT_MILLIS));
        }

        @Override
        public @Nullable String user() {
            return null;
        }

        @Override
        public @Nullable String password() {
            return null;
        }

        @Override
        public Optional<String> obstacle() {
            return new LinkProbe(neighbourhood, peer, address).obstacle();
        }

        @Override
        public void close() {
            PinnedTls.forget(tlsName);
        }
    }
}

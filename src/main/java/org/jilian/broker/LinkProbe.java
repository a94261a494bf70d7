package org.jilian.broker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jilian.directory.Endpoint;
import org.jilian.record.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Says why a parent's broker cannot be reached. Artemis reports only that it cannot connect, and waits half a minute where
 * a TLS 1.3 server refuses its certificate, so the probe walks the same way before it: name, port, the parent's
 * certificate, ours.
 */
public final class LinkProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A ping of Artemis' core protocol: length, type 10, channel 0, time to live −1. Answered without a session. */
    private static final byte[] PING = ByteBuffer.allocate(7 + 4 + 1 + 8 + 8)
            .put("ARTEMIS".getBytes(StandardCharsets.US_ASCII))
            .putInt(1 + 8 + 8)
            .put((byte) 10)
            .putLong(0)
            .putLong(-1)
            .array();

    private final Neighbourhood neighbourhood;
    private final NodeId parent;
    private final Supplier<Optional<Endpoint>> address;

    public LinkProbe(Neighbourhood neighbourhood, NodeId parent) {
        this(neighbourhood, parent, () -> neighbourhood.endpoint(parent));
    }

    LinkProbe(Neighbourhood neighbourhood, NodeId parent, Supplier<Optional<Endpoint>> address) {
        this.neighbourhood = neighbourhood;
        this.parent = parent;
        this.address = address;
    }

    /** What is wrong with the way to the parent and what to do; empty if TLS stands in both directions. */
    public Optional<String> obstacle() {
        Optional<Endpoint> endpoint = address.get();
        return endpoint.isEmpty()
                ? Optional.of("the directory names no endpoint for " + parent + "; ask its operator to have it added")
                : obstacle(endpoint.get());
    }

    private Optional<String> obstacle(Endpoint endpoint) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), (int) PATIENCE.toMillis());
            return handshake(socket, endpoint);
        } catch (UnknownHostException | java.nio.channels.UnresolvedAddressException e) {
            return Optional.of(
                    "the host name " + endpoint.host() + " is not known; check DNS and the directory's endpoint");
        } catch (ConnectException e) {
            return Optional.of("nothing listens at " + endpoint + "; see that the gateway of " + parent + " runs");
        } catch (SocketTimeoutException | NoRouteToHostException e) {
            return Optional.of("no answer from " + endpoint + "; check the network and firewall between the two");
        } catch (IOException e) {
            return Optional.of("connecting to " + endpoint + " failed: " + e.getMessage());
        }
    }

    private Optional<String> handshake(Socket socket, Endpoint endpoint) throws IOException {
        AtomicReference<@Nullable NodeId> seen = new AtomicReference<>();
        var context = neighbourhood.tls(certificate -> {
            NodeId node = neighbourhood.nodeOf(certificate).orElse(null);
            seen.set(node);
            return parent.equals(node);
        });
        try (SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, endpoint.host(), endpoint.port(), true)) {
            tls.setSoTimeout((int) PATIENCE.toMillis());
            tls.startHandshake();
            // with TLS 1.3 the server judges our certificate after our side of the handshake has ended
            tls.getOutputStream().write(PING);
            tls.getOutputStream().flush();
            int first = tls.getInputStream().read();
            return first < 0 ? Optional.of(refusedBy(endpoint)) : Optional.empty();
        } catch (SocketException | SocketTimeoutException e) {
            // it hung up before its verdict could be read, or is no Artemis
            return Optional.of(refusedBy(endpoint));
        } catch (SSLException e) {
            return Optional.of(causedByCertificate(e) ? stranger(endpoint, seen.get(), e) : refusedBy(endpoint));
        }
    }

    private String stranger(Endpoint endpoint, @Nullable NodeId seen, SSLException e) {
        String who = seen == null ? "nobody the directory knows (" + e.getMessage() + ")" : seen.toString();
        return "the TLS certificate at " + endpoint + " should belong to " + parent + ", but belongs to " + who
                + "; check the endpoint, and that this node has the newest directory";
    }

    /** Without the verdict's own words: they differ from attempt to attempt, and the reason must not. */
    private String refusedBy(Endpoint endpoint) {
        return parent + " at " + endpoint
                + " does not accept this node's TLS certificate; check that its newest directory names the certificate and this link, and that the link is not paused there";
    }

    private static boolean causedByCertificate(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }
}

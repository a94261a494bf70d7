package org.jilian.cli.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where platforms elsewhere reach the interface: over TLS with the node's own key, or in clear with a proxy of one's own
 * before it, but never in clear by mistake. Health, metrics and the control socket stay on loopback.
 */
record OuterDoor(String address, int port, boolean tls) {
    static final String LOOPBACK = "127.0.0.1";

    /**
     * @param settings the file they stand in
     * @return empty if nobody but this machine is to reach the node
     * @throws WrongUseException if strangers' tokens would go over a network in clear
     */
    static Optional<OuterDoor> of(NodeFile.@Nullable Http http, Path settings) {
        if (http == null) {
            return Optional.empty();
        }
        String address = http.address() == null ? LOOPBACK : http.address();
        boolean tls = Boolean.TRUE.equals(http.tls());
        boolean proxy = Boolean.TRUE.equals(http.behindProxy());
        if (!tls && isLoopback(address, settings)) {
            return Optional.empty();
        }
        if (!tls && !proxy) {
            throw new WrongUseException("http of " + settings + " should not listen on " + address
                    + " in clear, where tokens and records could be read on their way: set 'tls: true' there (the node's"
                    + " own TLS key), or 'behind-proxy: true' if a proxy of yours speaks TLS before it, or leave the"
                    + " address out");
        }
        Integer port = http.port();
        if (port == null || port == 0) {
            throw new WrongUseException(
                    "http of " + settings + " should name the port on which platforms reach " + address);
        }
        return Optional.of(new OuterDoor(address, port, tls));
    }

    private static boolean isLoopback(String address, Path settings) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new WrongUseException(
                    "http of " + settings + " should have an address of this machine, but has '" + address + "'", e);
        }
    }
}

package org.jilian.directory;

import org.jilian.record.MalformedException;

/** Where a node's broker listens for its children. Written {@code host:port}, an IPv6 address in brackets. */
public record Endpoint(String host, int port) {
    private static final int MAX_PORT = 65_535;

    public Endpoint {
        if (!host.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}\\]") || port < 1 || port > MAX_PORT) {
            throw new MalformedException("endpoint", "host:port, the port from 1 to 65535", host + ":" + port);
        }
    }

    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new MalformedException("endpoint", "host:port", text);
        }
        return new Endpoint(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

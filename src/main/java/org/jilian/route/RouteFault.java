package org.jilian.route;

/** Camel could not do with a route what the node needs; the message says what, the cause why. */
public final class RouteFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RouteFault(String what, Exception cause) {
        super(what + "; see that the file in the routes directory is there and unbroken: " + cause.getMessage(), cause);
    }
}

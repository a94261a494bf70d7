package org.jilian.cli.node;

/** A running node could not do what it was asked; what it said is the message. */
public final class NodeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NodeFault(String message) {
        super(message);
    }
}

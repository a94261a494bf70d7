package org.jilian.duplicates;

/** A proposal cannot be decided so; the message says why and what to do. */
public final class CannotDecideException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotDecideException(String message) {
        super(message);
    }
}

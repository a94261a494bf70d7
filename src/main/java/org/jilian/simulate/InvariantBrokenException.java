package org.jilian.simulate;

/** The oracle found something that must never be. */
public final class InvariantBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvariantBrokenException(String message) {
        super(message);
    }

    InvariantBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.jilian.archive;

/** What was asked cannot be answered here; the message says what would have to be otherwise. */
public final class CannotLookUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotLookUpException(String message) {
        super(message);
    }
}

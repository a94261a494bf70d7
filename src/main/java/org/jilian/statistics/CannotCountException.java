package org.jilian.statistics;

/** That there is nothing to count or draw as asked; the message says what should be, what is, and what to do. */
public final class CannotCountException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotCountException(String message) {
        super(message);
    }
}

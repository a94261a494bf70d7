package org.jilian.certificate;

/** That certificates cannot be issued at all; the message says what should be, what is, and what to do. */
public final class CannotIssueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotIssueException(String message) {
        super(message);
    }
}

package org.jilian.console;

import org.jilian.rules.Reason;

/** A request cannot be answered as it is; the reason says what mends it and repeats nothing of it. */
public final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Reason reason;

    /** @param status of HTTP, 400 to 499, or 501 if this node can never answer it */
    public RefusedRequestException(int status, Reason reason) {
        super(reason.code());
        this.status = status;
        this.reason = reason;
    }

    public int status() {
        return status;
    }

    public Reason reason() {
        return reason;
    }
}

package org.jilian.store;

import java.sql.SQLException;

/** The database could not do what it was asked; whatever transaction was under way left no trace. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    StoreException(Fault fault, String doing, Throwable cause) {
        super("While " + doing + ": " + cause.getMessage() + " [" + fault + "]. What to do: " + fault.remedy(), cause);
        this.fault = fault;
    }

    /** @param subject a whole sentence: what is wrong and what to do */
    public StoreException(Fault fault, String subject) {
        super(subject);
        this.fault = fault;
    }

    static StoreException of(Dialect dialect, String doing, SQLException cause) {
        return new StoreException(dialect.fault(cause), doing, cause);
    }

    public Fault fault() {
        return fault;
    }
}

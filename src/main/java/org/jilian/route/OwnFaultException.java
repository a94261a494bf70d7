package org.jilian.route;

import org.jilian.store.Fault;
import org.jilian.store.StoreException;

/** The node itself cannot work just now, whatever the message: waiting helps, or a person does, but dropping never. */
public final class OwnFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OwnFaultException(StoreException cause) {
        super(cause.getMessage(), cause);
    }

    /** A database that contradicts this one message, or fails in a way nobody foresaw, may be the message's doing. */
    static RuntimeException of(StoreException e) {
        return e.fault() == Fault.CONTRADICTION || e.fault() == Fault.UNKNOWN ? e : new OwnFaultException(e);
    }
}

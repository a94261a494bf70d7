package org.jilian.store;

import java.sql.SQLException;

/**
 * Hands out connections with a transaction begun. Every {@link #begin} is followed by exactly one {@link #end}, with at
 * most one {@link #commit} between.
 */
interface Engine {
    Dialect dialect();

    /** Waits until a connection is free. */
    Session begin(boolean writing) throws SQLException;

    /** When this returns, the transaction survives the loss of power. */
    void commit(Session session, boolean writing) throws SQLException;

    /** Takes the connection back; what was not committed is undone. Never fails: a connection in doubt is replaced. */
    void end(Session session, boolean writing, boolean committed);

    void close() throws SQLException;
}

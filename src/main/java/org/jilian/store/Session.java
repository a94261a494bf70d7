package org.jilian.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One connection with its prepared statements; used by one thread at a time. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Statements statements;

    Session(Connection connection, int keptStatements) {
        this.connection = connection;
        this.statements = new Statements(connection, keptStatements);
    }

    Connection connection() {
        return connection;
    }

    Statements statements() {
        return statements;
    }

    /** Runs a statement without parameters or answer. */
    void execute(String sql) throws SQLException {
        PreparedStatement statement = statements.take(sql);
        try {
            statement.execute();
        } catch (SQLException e) {
            closeQuietly(statement, e);
            throw e;
        }
        statements.give(sql, statement);
    }

    @Override
    public void close() throws SQLException {
        try {
            statements.clear();
        } finally {
            connection.close();
        }
    }

    /** Closes what is of no more use because of {@code reason}, which keeps what went wrong meanwhile. */
    static void closeQuietly(@Nullable AutoCloseable resource, Throwable reason) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception e) {
                reason.addSuppressed(e);
            }
        }
    }
}

package org.jilian.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database on a PostgreSQL server, which several gateway processes of one node may share. Writers run READ COMMITTED
 * and lock what they judge by; readers see one instant (REPEATABLE READ).
 */
final class PostgresServer implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    /** The commit must be on disk before it is answered for, whatever the server's own default. */
    private static final String DURABLE = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    private final HikariDataSource pool;

    private PostgresServer(HikariDataSource pool) {
        this.pool = pool;
    }

    static PostgresServer open(StoreSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setDataSourceProperties(driver());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.busyTimeout().toMillis());
        config.setAutoCommit(false);
        config.setConnectionInitSql(DURABLE);
        // else the setting stands in a transaction and goes with its first rollback
        config.setIsolateInternalQueries(true);
        config.setPoolName("store");
        HikariDataSource pool = pool(config);
        try {
            refuseOtherEncoding(pool);
            Migrations.run(Dialect.POSTGRES, Migrations.postgres(settings));
            return new PostgresServer(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariDataSource pool(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            Fault fault = e.getCause() instanceof SQLException cause ? Dialect.POSTGRES.fault(cause) : Fault.UNKNOWN;
            throw new StoreException(fault, "connecting to " + config.getJdbcUrl(), e);
        }
    }

    private static Properties driver() {
        Properties properties = new Properties();
        // several rows in one statement: 3 to 5 times the rows a second
        properties.setProperty("reWriteBatchedInserts", "true");
        // the detail of a server's message quotes rows, and rows are personal data
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "300");
        properties.setProperty("ApplicationName", "jilian");
        return properties;
    }

    private static void refuseOtherEncoding(HikariDataSource pool) {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("SHOW server_encoding")) {
            answer.next();
            if (!answer.getString(1).equals("UTF8")) {
                throw new StoreException(
                        Fault.FORBIDDEN,
                        "The encoding of the PostgreSQL database should be UTF8, but is " + answer.getString(1)
                                + ": create one with CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'");
            }
        } catch (SQLException e) {
            throw StoreException.of(Dialect.POSTGRES, "asking the server for its encoding", e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRES;
    }

    @Override
    public Session begin(boolean writing) throws SQLException {
        Session session = new Session(pool.getConnection(), 0);
        if (!writing) {
            try {
                session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            } catch (SQLException e) {
                Session.closeQuietly(session.connection(), e);
                throw e;
            }
        }
        return session;
    }

    @Override
    public void commit(Session session, boolean writing) throws SQLException {
        session.connection().commit();
    }

    @Override
    public void end(Session session, boolean writing, boolean committed) {
        try (Connection connection = session.connection()) {
            if (!committed) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // the server rolls back by itself; what broke this connection will have broken the idle ones too
            LOG.debug("a connection broke while rolling back: replacing all", e);
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

package org.jilian.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The schema is what the files in {@code db/} say, in their order; each was run at most once on a database. */
final class Migrations {
    private Migrations() {}

    static void run(Dialect dialect, DataSource source) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration", "classpath:db/" + dialect.folder())
                    .placeholders(dialect.placeholders())
                    .table("schema_history")
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            Fault fault = sql(e) instanceof SQLException cause ? dialect.fault(cause) : Fault.UNKNOWN;
            throw new StoreException(fault, "bringing the schema up to date", e);
        }
    }

    static DataSource sqlite(String url, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    static DataSource postgres(StoreSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.jdbcUrl());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        return source;
    }

    /** The bytes of a SQLite database with the schema and nothing else; made once a process, which takes long. */
    static byte[] emptySqlite() {
        return Empty.BYTES;
    }

    private static final class Empty {
        static final byte[] BYTES = make();

        /** Without a write-ahead log: a database with one cannot be opened in memory. */
        private static byte[] make() {
            try {
                Path file = Files.createTempFile("jilian", ".db");
                try {
                    run(Dialect.SQLITE, sqlite("jdbc:sqlite:" + file, SqliteConnections.inMemory()));
                    return Files.readAllBytes(file);
                } finally {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new StoreException(Fault.FORBIDDEN, "making an empty database", e);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Throwable sql(Throwable e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}

package org.jilian.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jilian.cli.demo.PostgresDatabases;
import org.jilian.cli.node.WrongUseException;
import org.jilian.store.FreshDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where throw-away nodes have their databases: a SQLite file each, or one PostgreSQL server for all. */
final class DatabaseOption {
    @Option(names = "--store", paramLabel = "sqlite|postgres", description = "default: sqlite")
    String store = "sqlite";

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description =
                    "a PostgreSQL server to make the nodes' databases on; else one of this process; its password in"
                            + " PGPASSWORD")
    @Nullable
    String jdbcUrl;

    @Option(names = "--user", description = "of that server, may make databases; default: postgres")
    String user = "postgres";

    /** Empty for SQLite. @param prefix of the databases' names; those of an earlier run are erased */
    Optional<PostgresDatabases> databases(String prefix) {
        String url = jdbcUrl;
        if (url == null && store.equals("sqlite")) {
            return Optional.empty();
        }
        if (url == null && !store.equals("postgres")) {
            throw new WrongUseException("--store should be sqlite or postgres, but is '" + store + "'");
        }
        return Optional.of(url == null ? onDemand(prefix) : databasesAt(url, user, password(), prefix));
    }

    /** What the figures are of. */
    String engine() {
        return jdbcUrl == null ? store : "postgres";
    }

    /** A server of this process; it ends with it. */
    private static PostgresDatabases onDemand(String prefix) {
        try {
            PostgresOnDemand server = PostgresOnDemand.start();
            return databasesAt(server.jdbcUrl("postgres"), server.user(), "", prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a PostgreSQL server: " + e.getMessage(), e);
        } catch (ExceptionInInitializerError e) {
            // its library looks for the binaries in a static initialiser
            throw new WrongUseException("cannot start a PostgreSQL server: " + e.getCause(), e);
        }
    }

    private static PostgresDatabases databasesAt(String server, String user, String password, String prefix) {
        return node -> new PostgresDatabases.Account(
                FreshDatabase.make(
                        server, user, password, prefix + "_" + node.value().replace('-', '_')),
                user,
                password);
    }

    private static String password() {
        String given = System.getenv("PGPASSWORD");
        return given == null ? "" : given;
    }
}

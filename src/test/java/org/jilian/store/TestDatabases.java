package org.jilian.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jilian.cli.PostgresOnDemand;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A fresh database for each test that takes a {@link Database} or {@link StoreSettings}: on PostgreSQL in classes named
 * {@code …IT}, else in a SQLite file. So {@code class LedgersIT extends LedgersTest {}} runs
 * the same sentences on the other engine.
 */
public final class TestDatabases implements ParameterResolver {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(TestDatabases.class);
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Queue<Database> GIVEN_BACK = new ConcurrentLinkedQueue<>();

    /** An empty SQLite file in a directory. */
    public static StoreSettings sqlite(Path directory) {
        return StoreSettings.sqlite(directory.resolve("node" + NEXT.incrementAndGet() + ".db"));
    }

    /** An empty database on this process' PostgreSQL server, which starts at the first call. */
    public static StoreSettings postgres() {
        return Server.make(" TEMPLATE " + Server.MIGRATED);
    }

    /** An empty database to be given back: on PostgreSQL for a test class named {@code …IT}, else in memory. */
    public static Database take(Class<?> test) {
        if (!test.getSimpleName().endsWith("IT")) {
            return Database.inMemory();
        }
        Database used = GIVEN_BACK.poll();
        return used == null ? Database.open(postgres()) : used;
    }

    /** Closes it, or empties it for the next test: making and migrating one takes a third of a second. */
    public static void giveBack(Database database) {
        if (database.dialect() == Dialect.SQLITE) {
            database.close();
            return;
        }
        database.change(tx -> {
            // the audit trail's triggers do not fire for a replica
            tx.update("SET LOCAL session_replication_role = replica");
            for (String table : tx.list(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_history'",
                    row -> row.text("tablename"))) {
                tx.update("DELETE FROM " + table);
            }
        });
        GIVEN_BACK.add(database);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Database.class || type == StoreSettings.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(HERE);
        StoreSettings settings = store.getOrComputeIfAbsent(
                StoreSettings.class,
                key -> context.getRequiredTestClass().getSimpleName().endsWith("IT")
                        ? postgres()
                        : sqlite(store.getOrComputeIfAbsent(Directory.class).path),
                StoreSettings.class);
        if (parameter.getParameter().getType() == StoreSettings.class) {
            return settings;
        }
        return store.getOrComputeIfAbsent(Opened.class, key -> new Opened(Database.open(settings)), Opened.class)
                .database();
    }

    private record Opened(Database database) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            database.close();
        }
    }

    private static final class Directory implements ExtensionContext.Store.CloseableResource {
        private final Path path;

        @SuppressWarnings("unused") // JUnit calls it
        Directory() {
            try {
                path = Files.createTempDirectory("jilian-store");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** One for all tests of the process; with a database that is migrated once, and copied for each test. */
    private static final class Server {
        static final PostgresOnDemand RUNNING = start();
        static final String MIGRATED = migrated();

        private static PostgresOnDemand start() {
            try {
                return PostgresOnDemand.startUnsynced();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String migrated() {
            StoreSettings settings = make("");
            Database.open(settings).close();
            return settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1);
        }

        static StoreSettings make(String template) {
            String name = "test_" + NEXT.incrementAndGet();
            try (Connection connection = DriverManager.getConnection(RUNNING.jdbcUrl("postgres"), RUNNING.user(), "");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name + template);
            } catch (SQLException e) {
                throw new IllegalStateException("making " + name, e);
            }
            return StoreSettings.postgres(RUNNING.jdbcUrl(name), RUNNING.user(), "");
        }
    }
}

package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@OnDatabases
class PostgresServerIT {
    @Test
    void aServerThatIsAwayIsNamedAsSuch() {
        StoreSettings away =
                new StoreSettings("jdbc:postgresql://localhost:1/node", "node", "", 1, Duration.ofMillis(300));
        assertThatThrownBy(() -> Database.open(away))
                .hasFieldOrPropertyWithValue("fault", Fault.UNREACHABLE)
                .hasMessageContaining("check that the database server runs");
    }

    @Test
    void aBrokenConnectionIsNamedAsSuchAndTheNextTransactionGoesOn(Database database, StoreSettings settings) {
        assertThatThrownBy(() -> database.change(tx -> {
                    Facts.put(tx, "a", "1");
                    endAllConnections(settings);
                    Facts.put(tx, "b", "1");
                }))
                .hasFieldOrPropertyWithValue("fault", Fault.UNREACHABLE);
        database.change(tx -> Facts.put(tx, "c", "1"));
        List<String> names = database.read(tx -> tx.list("SELECT name FROM fact", row -> row.text("name")));
        assertThat(names).containsExactly("c");
    }

    @Test
    void twoThatWaitForEachOtherAreToldApartFromADefect(Database database) {
        database.change(tx -> {
            Facts.put(tx, "a", "0");
            Facts.put(tx, "b", "0");
        });
        java.util.concurrent.CyclicBarrier bothHoldOne = new java.util.concurrent.CyclicBarrier(2);
        List<CompletableFuture<Void>> both =
                List.of(crossing(database, bothHoldOne, "a", "b"), crossing(database, bothHoldOne, "b", "a"));
        long refused = both.stream()
                .filter(one -> {
                    try {
                        one.join();
                        return false;
                    } catch (java.util.concurrent.CompletionException e) {
                        assertThat(e.getCause()).hasFieldOrPropertyWithValue("fault", Fault.LOCKED);
                        return true;
                    }
                })
                .count();
        assertThat(refused).isEqualTo(1);
    }

    @Test
    void textsAreInTheOrderOfTheirCodePointsAsOnSqlite(Database database) {
        database.change(tx -> {
            for (String name : List.of("b", "B", "a-c", "ab", "é", "县", "_")) {
                Facts.put(tx, name, "");
            }
        });
        List<String> names =
                database.read(tx -> tx.list("SELECT name FROM fact ORDER BY name", row -> row.text("name")));
        assertThat(names).containsExactly("B", "_", "a-c", "ab", "b", "é", "县");
    }

    @Test
    void aCommitIsOnDiskWhateverTheServersDefault(Database database, StoreSettings settings) throws SQLException {
        execute(settings, "ALTER DATABASE " + name(settings) + " SET synchronous_commit = off");
        try (Database later = Database.open(settings)) {
            assertThatThrownBy(() -> later.change(tx -> tx.update("INSERT INTO nowhere VALUES (1)")))
                    .isInstanceOf(StoreException.class);
            String commit = later.write(tx -> tx.find("SHOW synchronous_commit", row -> row.text("synchronous_commit")))
                    .orElseThrow();
            assertThat(commit).isEqualTo("on");
        }
    }

    private static CompletableFuture<Void> crossing(
            Database database, java.util.concurrent.CyclicBarrier barrier, String first, String second) {
        return CompletableFuture.runAsync(() -> database.change(tx -> {
            Facts.put(tx, first, "1");
            try {
                barrier.await();
            } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            Facts.put(tx, second, "1");
        }));
    }

    private static void endAllConnections(StoreSettings settings) throws SQLException {
        execute(
                settings,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name(settings)
                        + "' AND pid <> pg_backend_pid()");
    }

    private static void execute(StoreSettings settings, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.jdbcUrl(), settings.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String name(StoreSettings settings) {
        return settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1);
    }
}

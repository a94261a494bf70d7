package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.store.Transaction.values;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnDatabases
class DatabaseTest {
    private static final String UPSERT =
            "INSERT INTO thing (id, size) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET size = excluded.size";

    @BeforeEach
    void aTable(Database database) {
        database.change(
                tx -> tx.connection()
                        .createStatement()
                        .execute(
                                database.dialect() == Dialect.SQLITE
                                        ? "CREATE TABLE thing (id TEXT PRIMARY KEY, size INTEGER, at INTEGER, digest BLOB, body TEXT)"
                                        : "CREATE TABLE thing (id text PRIMARY KEY, size int, at bigint, digest bytea, body text)"));
    }

    @Test
    void aRehearsalSeesWhatItWritesAndLeavesNothing(Database database) {
        List<String> passed = new ArrayList<>();
        long seen = database.rehearse(tx -> {
            tx.update("INSERT INTO thing (id, size) VALUES (?, ?)", "a", 1);
            tx.afterCommit(() -> passed.add("committed"));
            return tx.find("SELECT count(*) AS n FROM thing", row -> row.number("n"))
                    .orElseThrow();
        });

        assertThat(seen).isEqualTo(1);
        assertThat(passed).isEmpty();
        database.change(tx -> tx.update("INSERT INTO thing (id, size) VALUES (?, ?)", "b", 2));
        List<String> left = database.read(tx -> tx.list("SELECT id FROM thing", row -> row.text("id")));
        assertThat(left).containsExactly("b");
    }

    @Test
    void everyTypeComesBackAsItWent(Database database) {
        Digest digest = Digest.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        Instant at = Instant.parse("2026-01-31T08:00:00.123Z");
        String body = "{\"b\":1,  \"a\":\"𠮷\\u0001\"}";
        database.change(tx -> {
            tx.update(
                    "INSERT INTO thing VALUES (?, ?, ?, ?, ?)", NodeId.of("370811"), Optional.of(7), at, digest, body);
            tx.update("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", "空", Optional.empty(), null, null, null);
        });
        String sql = "SELECT * FROM thing WHERE id = ?";
        List<Object> first = database.read(tx -> tx.find(
                        sql,
                        row -> List.<Object>of(
                                row.integer("size"), row.instant("at"), row.digest("digest"), row.text("body")),
                        "370811"))
                .orElseThrow();
        List<Optional<?>> second = database.read(tx -> tx.find(
                        sql,
                        row -> List.<Optional<?>>of(
                                row.maybeNumber("size"),
                                row.maybeInstant("at"),
                                row.maybeDigest("digest"),
                                row.maybeText("body")),
                        "空"))
                .orElseThrow();
        assertThat(first).containsExactly(7, at, digest, body);
        assertThat(second).allMatch(Optional::isEmpty);
    }

    @Test
    void anExceptionLeavesNoTrace(Database database) {
        assertThatThrownBy(() -> database.change(tx -> {
                    tx.update(UPSERT, "a", 1);
                    throw new IllegalArgumentException("of the work");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of the work");
        assertThat(ids(database)).isEmpty();
    }

    @Test
    void aFailedStatementSpoilsItsTransactionEvenIfCaught(Database database) {
        assertThatThrownBy(() -> database.change(tx -> {
                    tx.update(UPSERT, "a", 1);
                    try {
                        tx.update("INSERT INTO thing (id) VALUES ('a')");
                    } catch (SQLException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONTRADICTION))
                .hasMessageContaining("INSERT INTO thing (id)");
        assertThat(ids(database)).isEmpty();
    }

    @Test
    void aCrashBeforeTheCommitLeavesNothingAndOneAfterItLeavesAll(Database database) {
        List<String> told = new ArrayList<>();
        database.commitPoints(new CommitPoints() {
            @Override
            public void before() {
                throw new Crash();
            }
        });
        assertThatThrownBy(() -> database.change(tx -> {
                    tx.update(UPSERT, "before", 1);
                    tx.afterCommit(() -> told.add("before"));
                }))
                .isInstanceOf(Crash.class);
        database.commitPoints(new CommitPoints() {
            @Override
            public void after() {
                throw new Crash();
            }
        });
        assertThatThrownBy(() -> database.change(tx -> {
                    tx.update(UPSERT, "after", 1);
                    tx.afterCommit(() -> told.add("after"));
                }))
                .isInstanceOf(Crash.class);
        database.commitPoints(CommitPoints.NONE);
        database.change(tx -> {
            tx.update(UPSERT, "then", 1);
            tx.afterCommit(() -> told.add("then"));
        });
        assertThat(ids(database)).containsExactly("after", "then");
        assertThat(told).containsExactly("then");
    }

    @Test
    void anActionAfterTheCommitMayUseTheDatabase(Database database) {
        List<String> seen = new ArrayList<>();
        database.change(tx -> {
            tx.update(UPSERT, "a", 1);
            tx.afterCommit(() -> seen.addAll(ids(database)));
        });
        assertThat(seen).containsExactly("a");
    }

    @Test
    void readingSeesOneStateAndCannotWrite(Database database) {
        database.change(tx -> tx.update(UPSERT, "a", 1));
        List<String> seen = database.read(tx -> {
            List<String> all = new ArrayList<>(tx.list("SELECT id FROM thing", row -> row.text("id")));
            CompletableFuture.runAsync(() -> database.change(other -> other.update(UPSERT, "b", 1)))
                    .join();
            all.addAll(tx.list("SELECT id FROM thing", row -> row.text("id")));
            return all;
        });
        assertThat(seen).containsExactly("a", "a");
        assertThatThrownBy(() -> database.read(tx -> tx.update(UPSERT, "c", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Database.write");
        assertThat(ids(database)).containsExactly("a", "b");
    }

    @Test
    void aTransactionDoesNotContainAnother(Database database) {
        assertThatThrownBy(() -> database.write(tx -> database.read(inner -> 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ids(database)).isEmpty();
    }

    @Test
    void manyRowsGoInOneBatchAndComeBackAsAStream(Database database) {
        List<Integer> rows = IntStream.range(0, 2_500).boxed().toList();
        int[] counts = database.write(tx -> tx.batch(UPSERT, rows, n -> values("%05d".formatted(n), n)));
        database.change(tx -> tx.batch(UPSERT, rows, n -> values("%05d".formatted(n), -n)));
        assertThat(counts).hasSize(2_500);
        List<Long> sizes = new ArrayList<>();
        database.change(tx -> tx.each("SELECT id, size FROM thing ORDER BY id", row -> {
            sizes.add(row.number("size"));
            // the same statement again while its rows are being read
            assertThat(tx.list("SELECT id, size FROM thing ORDER BY id LIMIT 1", r -> r.text("id")))
                    .hasSize(1);
        }));
        assertThat(sizes).hasSize(2_500).startsWith(0L, -1L, -2L).endsWith(-2_499L);
    }

    @Test
    void writersTakeTurns(Database database) {
        database.change(tx -> tx.update(UPSERT, "sum", 0));
        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(n -> CompletableFuture.runAsync(() -> {
                            for (int i = 0; i < 25; i++) {
                                database.change(tx -> tx.update("UPDATE thing SET size = size + 1 WHERE id = 'sum'"));
                            }
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();
        Optional<Long> sum = database.read(tx -> tx.find("SELECT size FROM thing", row -> row.number("size")));
        assertThat(sum).contains(100L);
    }

    @Test
    void whatIsCommittedIsThereWhenItIsOpenedAgain(StoreSettings settings, Database database) {
        database.change(tx -> tx.update(UPSERT, "a", 1));
        database.close();
        try (Database again = Database.open(settings)) {
            assertThat(ids(again)).containsExactly("a");
        }
    }

    private static List<String> ids(Database database) {
        return database.read(tx -> tx.list("SELECT id FROM thing ORDER BY id", row -> row.text("id")));
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }
}

package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryDatabaseTest {
    private final Database database = Database.inMemory();

    @Test
    void aRestoredBackupIsWhatWasCommittedThen() {
        put("a");
        byte[] backup = database.snapshot();
        put("b");
        byte[] later = database.snapshot();
        database.restore(backup);
        assertThat(names()).containsExactly("a");
        put("c");
        assertThat(names()).containsExactly("a", "c");
        database.restore(later);
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void aRestoredDatabaseGrowsBeyondItsBackup() {
        database.restore(database.snapshot());
        String body = "x".repeat(1_000);
        database.change(tx -> {
            for (int i = 0; i < 2_000; i++) {
                insert(tx, body + i);
            }
        });
        assertThat(names()).hasSize(2_000);
        assertThat(database.snapshot().length).isGreaterThan(2_000_000);
    }

    @Test
    void twoOfThemShareNothing() {
        put("a");
        try (Database other = Database.inMemory()) {
            List<String> names = other.read(tx -> tx.list("SELECT name FROM fact", row -> row.text("name")));
            assertThat(names).isEmpty();
        }
    }

    @Test
    void aCrashInTheMiddleLeavesWhatWasCommitted() {
        put("a");
        byte[] before = database.snapshot();
        assertThatThrownBy(() -> database.change(tx -> {
                    insert(tx, "b");
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        assertThat(database.snapshot()).isEqualTo(before);
    }

    private void put(String name) {
        database.change(tx -> insert(tx, name));
    }

    private static void insert(Transaction tx, String name) throws java.sql.SQLException {
        tx.update("INSERT INTO fact (name, content) VALUES (?, 'x')", name);
    }

    private List<String> names() {
        return database.read(tx -> tx.list("SELECT name FROM fact ORDER BY name", row -> row.text("name")));
    }
}

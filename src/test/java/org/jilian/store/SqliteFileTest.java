package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
    private static final String INSERT = "INSERT INTO fact (name, content) VALUES (?, ?)";

    @TempDir
    Path directory;

    private StoreSettings settings;

    @BeforeEach
    void aFile() {
        settings = TestDatabases.sqlite(directory);
    }

    @Test
    void aFullDiskSaysSoChangesNothingAndIsRecoveredFrom() {
        try (Database database = Database.open(settings)) {
            pragma(database, "max_page_count = 200");
            assertThatThrownBy(() -> fill(database, 10_000))
                    .isInstanceOf(StoreException.class)
                    .hasFieldOrPropertyWithValue("fault", Fault.DISK_FULL)
                    .hasMessageContaining("free space on the disk");
            assertThat(count(database)).isZero();
            fill(database, 10);
            pragma(database, "max_page_count = 100000");
            fill(database, 10_000);
            assertThat(count(database)).isEqualTo(10_010);
        }
    }

    @Test
    void anotherProgramThatHoldsTheFileIsNamedAsSuch() throws Exception {
        StoreSettings hasty = new StoreSettings(settings.jdbcUrl(), "", "", 1, Duration.ofMillis(50));
        try (Database database = Database.open(hasty);
                Connection other = DriverManager.getConnection(settings.jdbcUrl());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> fill(database, 1)).hasFieldOrPropertyWithValue("fault", Fault.LOCKED);
            statement.execute("ROLLBACK");
            fill(database, 1);
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsCorrupt() throws Exception {
        Files.writeString(settings.sqliteFile(), "roster\n".repeat(1_000), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Database.open(settings))
                .hasFieldOrPropertyWithValue("fault", Fault.CORRUPT)
                .hasMessageContaining("restore the last backup");
    }

    @Test
    void onlyItsOwnerMayReadTheFiles() throws Exception {
        Files.createFile(
                settings.sqliteFile(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        try (Database database = Database.open(settings)) {
            fill(database, 1);
            try (Stream<Path> files = Files.list(directory)) {
                List<Path> written = files.filter(file -> file.toString().matches(".*[.]db(-wal|-shm)?"))
                        .toList();
                assertThat(written)
                        .hasSize(3)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void aBackupIsADatabaseOfThatInstantAndIsNotOverwritten() throws Exception {
        Path copy = directory.resolve("backup.db");
        try (Database database = Database.open(settings)) {
            fill(database, 10);
            database.backUp(copy);
            fill(database, 20);
            assertThatThrownBy(() -> database.backUp(copy)).hasFieldOrPropertyWithValue("fault", Fault.FORBIDDEN);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        try (Database restored = Database.open(StoreSettings.sqlite(copy))) {
            assertThat(count(restored)).isEqualTo(10);
            fill(restored, 20);
        }
    }

    @Test
    void everyConnectionIsDurableAndChecksReferences() {
        try (Database database = Database.open(settings)) {
            for (boolean writing : new boolean[] {true, false}) {
                Database.Work<List<String>> ask = tx -> List.of(
                        tx.find("PRAGMA journal_mode", row -> row.text("journal_mode"))
                                .orElseThrow(),
                        tx.find("PRAGMA synchronous", row -> row.text("synchronous"))
                                .orElseThrow(),
                        tx.find("PRAGMA foreign_keys", row -> row.text("foreign_keys"))
                                .orElseThrow());
                List<String> answers = writing ? database.write(ask) : database.read(ask);
                assertThat(answers).containsExactly("wal", "2", "1");
            }
        }
    }

    @Test
    void aClosedDatabaseIsNotOpenedAgainByWhoStillUsesIt() {
        Database database = Database.open(settings);
        database.close();
        database.close();
        assertThatThrownBy(() -> count(database)).hasMessageContaining("the database is closed");
        assertThatThrownBy(() -> fill(database, 1)).hasMessageContaining("the database is closed");
    }

    @Test
    void aNetworkFileSystemIsRefused() {
        assertThatThrownBy(() -> DatabaseFile.refuseNetwork(settings.sqliteFile(), "nfs4"))
                .hasFieldOrPropertyWithValue("fault", Fault.FORBIDDEN)
                .hasMessageContaining("network file system (nfs4)");
    }

    @Test
    void optionsInTheUrlAreRefused() {
        StoreSettings careless =
                new StoreSettings(settings.jdbcUrl() + "?synchronous=OFF", "", "", 1, Duration.ofSeconds(1));
        assertThatThrownBy(() -> Database.open(careless)).hasMessageContaining("without options");
    }

    private static void pragma(Database database, String pragma) {
        database.change(tx -> tx.list("PRAGMA " + pragma, row -> 1));
    }

    private static void fill(Database database, int rows) {
        database.change(tx -> tx.batch(
                INSERT,
                IntStream.range(0, rows).boxed().toList(),
                n -> Transaction.values(rows + "-" + n, "x".repeat(500))));
    }

    private static long count(Database database) {
        return database.read(tx -> tx.find("SELECT count(*) AS n FROM fact", row -> row.number("n")))
                .orElseThrow();
    }
}

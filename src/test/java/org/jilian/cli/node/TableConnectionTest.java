package org.jilian.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.rules.IdentityNumber;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantinedRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A county whose platform has an exchange table: from a served node's connection file to its records, and back to the flag. */
class TableConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private NodeHome home;
    private Connection platform;

    @BeforeEach
    void makeTable() throws IOException, SQLException {
        home = ThreeHomes.make(temp, Optional.empty()).home(ThreeHomes.COUNTY);
        platform = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("platform.db"));
        run("CREATE TABLE xs_out (id integer PRIMARY KEY, 姓名 text, 身份证号 text, 年度 text, 科目类别 text, 课程名称 text,"
                + " 学时 text, flag text NOT NULL DEFAULT '0', reason varchar(200))");
        put(1, "6");
        put(2, "六");
        put(3, "4.5");
    }

    @AfterEach
    void close() throws SQLException {
        platform.close();
    }

    @Test
    void rowsBecomeRecordsAndTheTableSaysWhatBecameOfEach() throws Exception {
        connection("flag: {column: flag}\n  reason: reason");
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            await().atMost(SOON).until(() -> flags().equals("121"));
            assertThat(one("SELECT reason FROM xs_out WHERE id = 2")).startsWith("学时：");
            assertThat(records(node)).isEqualTo(4);
            assertThat(quarantined(node, QuarantinedRow.State.OPEN)).isOne();

            run("UPDATE xs_out SET 学时 = '5', flag = '0' WHERE id = 2");
            await().atMost(SOON).until(() -> flags().equals("111"));
            assertThat(records(node)).isEqualTo(6);
            assertThat(quarantined(node, QuarantinedRow.State.OPEN)).isZero();
            assertThat(quarantined(node, QuarantinedRow.State.MENDED)).isOne();
            assertThat(one("SELECT reason FROM xs_out WHERE id = 2")).isEmpty();
        }
    }

    @Test
    void aTableThatMayOnlyBeReadGoesOnBehindItsPositionAfterARestart() throws Exception {
        connection("grows: id");
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            await().atMost(SOON).until(() -> records(node) == 4);
        }
        assertThat(flags()).isEqualTo("000");
        put(4, "8");
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            await().atMost(SOON).until(() -> records(node) == 6);
            assertThat(quarantined(node, QuarantinedRow.State.OPEN)).isOne();
        }
    }

    @Test
    void aPlatformThatIsAwayIsToldInTheStatusAndAskedAgain() throws Exception {
        connection("flag: {column: flag}\n  reason: reason");
        run("ALTER TABLE xs_out RENAME TO away");
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            await().atMost(SOON)
                    .until(() ->
                            node.desk().status().path("connections").path(0).has("trouble"));
            assertThat(node.desk()
                            .status()
                            .path("connections")
                            .path(0)
                            .path("trouble")
                            .asText())
                    .contains("xs_out");
            run("ALTER TABLE away RENAME TO xs_out");
            await().atMost(SOON).until(() -> flags().equals("121"));
            await().atMost(SOON)
                    .until(() ->
                            !node.desk().status().path("connections").path(0).has("trouble"));
        }
    }

    @Test
    void aMistakeIsToldWithItsPlaceAndMendedWhileTheNodeRuns() throws Exception {
        connection("flagg: {column: flag}");
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            assertThat(trouble(node)).contains("xuexi.yaml, line").contains("flagg");
            connection("flag: {column: flag}\n  reason: reason");
            await().atMost(SOON).until(() -> flags().equals("121"));
            assertThat(trouble(node)).isEmpty();

            Files.delete(home.path().resolve("connections/xuexi.yaml"));
            await().atMost(SOON)
                    .until(() -> node.desk().status().path("connections").isEmpty());
            run("UPDATE xs_out SET flag = '0'");
            Thread.sleep(1000);
            assertThat(flags()).isEqualTo("000");
        }
    }

    private static String trouble(ServedNode node) {
        return node.desk().status().path("connections").path(0).path("trouble").asText();
    }

    private void connection(String kind) throws IOException {
        Files.createDirectories(home.path().resolve("connections"));
        Files.writeString(
                home.path().resolve("connections/xuexi.yaml"),
                "connection: xuexi\nroute: ask-platform\nparameters: {every: 200}\nmapping: roster\ntable:\n  url: \"jdbc:sqlite:"
                        + temp.resolve("platform.db") + "\"\n  name: xs_out\n  key: id\n  " + kind + "\n");
    }

    private void put(int i, String hours) throws SQLException {
        String first17 = "37089919800101" + (100 + i);
        run("INSERT INTO xs_out (id, 姓名, 身份证号, 年度, 科目类别, 课程名称, 学时) VALUES (" + i + ", '示例" + (char) ('一' + i) + "', '"
                + first17 + IdentityNumber.checkDigit(first17) + "', '2025', '专业', '示例课程', '" + hours + "')");
    }

    private static long records(ServedNode node) {
        return node.desk().status().path("records").asLong();
    }

    private static long quarantined(ServedNode node, QuarantinedRow.State state) {
        return node.open()
                .database()
                .read(tx -> new Quarantine(node.open().self().keys().atRest()).counts(tx))
                .getOrDefault(state, 0L);
    }

    private String flags() throws SQLException {
        return one("SELECT group_concat(flag, '') FROM (SELECT flag FROM xs_out ORDER BY id)");
    }

    private String one(String query) throws SQLException {
        try (Statement statement = platform.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            String text = rows.getString(1);
            return text == null ? "" : text;
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = platform.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.executeUpdate(sql);
        }
    }
}

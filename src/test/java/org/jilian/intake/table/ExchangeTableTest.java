package org.jilian.intake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.intake.GivenRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exchange table in a SQLite file; {@link ExchangeTableOnPostgresIT} and {@link ExchangeTableOnMariaIT} are the same elsewhere. */
class ExchangeTableTest {
    static final TableLayout LAYOUT =
            new TableLayout("hours_out", "id", new TableLayout.Flag("flag", "0", "1", "2"), Optional.of("why"));

    @TempDir
    Path temp;

    ForeignDatabase database;
    Connection platform;

    @BeforeEach
    void makeTable() throws SQLException {
        database = database(temp);
        platform = database.connect();
        run("DROP TABLE IF EXISTS hours_out");
        run("CREATE TABLE hours_out (id integer PRIMARY KEY, xm varchar(40), kssj " + timestamp()
                + ", xs decimal(6,1), flag char(1) NOT NULL, why varchar(20))");
        for (int i = 1; i <= 10; i++) {
            run("INSERT INTO hours_out VALUES (" + i + ", '示例" + i + "', '2025-03-0" + (i % 9 + 1)
                    + " 00:00:00', 4.5, '0', NULL)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        platform.close();
    }

    ForeignDatabase database(Path temp) {
        return new ForeignDatabase("jdbc:sqlite:" + temp.resolve("platform.db"), "", "", temp);
    }

    String timestamp() {
        return "varchar(20)";
    }

    @Test
    void newRowsComeInTheOrderOfTheirKeysWithTheirColumnsAsHeads() throws SQLException {
        List<GivenRows> seen = new ArrayList<>();
        int rows = take(4, (given, keys) -> {
            seen.add(given);
            assertThat(keys).containsExactly("1", "2", "3", "4");
            return taken(keys);
        });
        assertThat(rows).isEqualTo(4);
        assertThat(seen.get(0).heads().subList(0, 4)).containsExactly("id", "xm", "kssj", "xs");
        assertThat(seen.get(0).rows().get(1).subList(0, 2)).containsExactly("2", "示例2");
        assertThat(seen.get(0).rows().get(1).get(2)).startsWith("2025-03-03");
        assertThat(seen.get(0).rows().get(1).get(3)).isEqualTo("4.5");
    }

    @Test
    void whatWasTakenAndWhatFailedWithItsReasonIsWrittenBack() throws SQLException {
        take(
                3,
                (given, keys) -> List.of(
                        ExchangeTable.Outcome.TAKEN,
                        ExchangeTable.Outcome.failed("学时：应为数字，实为“六”；请改正后把标志改回 0"),
                        ExchangeTable.Outcome.TAKEN));
        assertThat(flags()).isEqualTo("1210000000");
        assertThat(one("SELECT why FROM hours_out WHERE id = 2"))
                .as("cut to what the column holds")
                .isEqualTo("学时：应为数字，实为“六”；请改正后把…");
    }

    @Test
    void aTableIsDoneWhenNothingIsNew() throws SQLException {
        assertThat(take(100, (given, keys) -> taken(keys))).isEqualTo(10);
        assertThat(take(100, (given, keys) -> taken(keys))).isZero();
        run("UPDATE hours_out SET flag = '0' WHERE id = 7");
        assertThat(take(100, (given, keys) -> taken(keys))).isOne();
    }

    @Test
    void whoeverFailsWhileTakingLeavesTheRowsNew() throws SQLException {
        assertThatThrownBy(() -> take(5, (given, keys) -> {
                    throw new IllegalStateException("the node's disk is full");
                }))
                .hasMessageContaining("disk is full");
        assertThat(flags()).isEqualTo("0000000000");
    }

    @Test
    void aWatchedTableIsReadBehindItsPositionAndNothingIsWrittenToIt() throws SQLException {
        WatchedTable watched = new WatchedTable("hours_out", "kssj", "id");
        List<String> seen = new ArrayList<>();
        Optional<WatchedTable.Position> position = Optional.empty();
        for (Optional<WatchedTable.Page> page = page(watched, position);
                page.isPresent();
                page = page(watched, position)) {
            seen.addAll(page.get().keys());
            position = Optional.of(page.get().position());
        }
        assertThat(seen).containsExactly("9", "1", "10", "2", "3", "4", "5", "6", "7", "8");
        run("UPDATE hours_out SET kssj = '2025-03-10 08:30:00' WHERE id = 3");
        assertThat(page(watched, position).orElseThrow().keys()).containsExactly("3");
        assertThat(flags()).isEqualTo("0000000000");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new WatchedTable("hours_out; DROP TABLE x", "kssj", "id"))
                .hasMessageContaining("table's name");
        assertThat(new WatchedTable("peixun.\"Order\"", "`更新 时间`", "编号").key()).isEqualTo("编号");
    }

    @Test
    void aDriverThatIsMissingIsNamedWithoutThePassword() {
        assertThatThrownBy(
                        () -> new ForeignDatabase("jdbc:dm://10.0.0.1:5236?password=secret", "a", "b", temp).connect())
                .hasMessageContaining("jdbc:dm://10.0.0.1:5236")
                .hasMessageContaining("put the driver's jar into")
                .hasMessageNotContaining("secret");
    }

    private Optional<WatchedTable.Page> page(WatchedTable watched, Optional<WatchedTable.Position> behind)
            throws SQLException {
        return watched.page(platform, behind, 3);
    }

    int take(int most, ExchangeTable.Taker taker) throws SQLException {
        try (Connection gateway = database.connect()) {
            return new ExchangeTable(LAYOUT, gateway).batch(most, taker);
        }
    }

    static List<ExchangeTable.Outcome> taken(List<String> keys) {
        return keys.stream().map(key -> ExchangeTable.Outcome.TAKEN).toList();
    }

    private String flags() throws SQLException {
        StringBuilder flags = new StringBuilder();
        try (Statement statement = platform.createStatement();
                ResultSet rows = statement.executeQuery("SELECT flag FROM hours_out ORDER BY id")) {
            while (rows.next()) {
                flags.append(rows.getString(1));
            }
        }
        return flags.toString();
    }

    private String one(String query) throws SQLException {
        try (Statement statement = platform.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = platform.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}

package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import org.jilian.intake.table.ForeignDatabase;
import org.jilian.intake.table.TableLayout;
import org.jilian.intake.table.WatchedTable;
import org.jilian.record.CanonicalJson;
import org.jilian.store.ConnectionPositions;

/** A table in a platform's database: drained by its flag, or followed by a column that grows. */
final class TableConnection {
    private static final int BATCH = 4_000;

    private final OpenNode node;
    private final String name;
    private final ConnectionFile.Table table;
    private final ForeignDatabase database;
    private final Optional<TableLayout> drained;
    private final Optional<WatchedTable> followed;

    /** @throws WrongUseException if the settings contradict themselves or name what is not there */
    TableConnection(OpenNode node, String name, ConnectionFile.Table table) {
        this.node = node;
        this.name = name;
        this.table = table;
        if ((table.flag() == null) == (table.grows() == null)) {
            throw new WrongUseException("the table of connection " + name
                    + " should have either 'flag', which is written back, or 'grows', by which it is followed");
        }
        this.database = new ForeignDatabase(
                table.url(),
                table.user() == null ? "" : table.user(),
                Secret.of(node.home(), table.passwordFile(), table.passwordEnv(), "connection " + name),
                node.home().drivers());
        try {
            this.drained = Optional.ofNullable(table.flag()).map(flag -> layout(table, flag));
            this.followed = Optional.ofNullable(table.grows())
                    .map(column -> new WatchedTable(table.name(), column, table.key()));
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("connection " + name + ": " + e.getMessage(), e);
        }
    }

    private static TableLayout layout(ConnectionFile.Table table, ConnectionFile.Flag flag) {
        return new TableLayout(
                table.name(),
                table.key(),
                new TableLayout.Flag(
                        flag.column(),
                        flag.fresh() == null ? "0" : flag.fresh(),
                        flag.taken() == null ? "1" : flag.taken(),
                        flag.failed() == null ? "2" : flag.failed()),
                Optional.ofNullable(table.reason()));
    }

    /** @return how many rows there were */
    int ask(TableIntake intake, Runnable committed) throws IOException {
        int batch = table.batch() == null ? BATCH : table.batch();
        try {
            if (drained.isPresent()) {
                return database.drain(drained.get(), batch, (rows, keys) -> {
                    var outcomes = intake.take(rows, keys);
                    committed.run();
                    return outcomes;
                });
            }
            Optional<WatchedTable.Position> behind = node.database()
                    .read(tx -> ConnectionPositions.find(tx, name))
                    .map(TableConnection::position);
            return database.follow(followed.orElseThrow(), behind, batch, page -> {
                intake.take(page.rows(), page.keys());
                node.database()
                        .change(tx -> ConnectionPositions.put(
                                tx, name, text(page.position()), node.self().now()));
                committed.run();
            });
        } catch (SQLException e) {
            throw new IOException("the platform's database: " + e.getMessage(), e);
        }
    }

    private static String text(WatchedTable.Position position) {
        return CanonicalJson.text(
                JsonNodeFactory.instance.objectNode().put("key", position.key()).put("value", position.value()));
    }

    private static WatchedTable.Position position(String text) {
        JsonNode json = CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8));
        return new WatchedTable.Position(
                json.path("value").asText(), json.path("key").asText());
    }
}

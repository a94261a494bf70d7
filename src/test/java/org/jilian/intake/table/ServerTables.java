package org.jilian.intake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds besides on servers, where several gateways come at once. */
abstract class ServerTables extends ExchangeTableTest {
    @Override
    String timestamp() {
        return "timestamp NULL";
    }

    @Test
    void daysStandWithoutATimeOfDay() throws SQLException {
        take(1, (given, keys) -> {
            assertThat(given.rows().get(0).get(2)).isEqualTo("2025-03-02");
            return taken(keys);
        });
    }

    @Test
    void severalGatewaysTakeEachRowOnce() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        ExecutorService gateways = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int g = 0; g < 4; g++) {
                working.add(gateways.submit(() -> {
                    while (take(2, (given, keys) -> {
                                seen.addAll(keys);
                                return taken(keys);
                            })
                            > 0) {
                        Thread.onSpinWait();
                    }
                    return null;
                }));
            }
            for (Future<?> each : working) {
                each.get();
            }
        } finally {
            gateways.shutdownNow();
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(String::valueOf).toList());
    }

    @Test
    void aGatewayThatIsCutOffLeavesItsRowsToTheOthers() throws SQLException {
        try (Connection cutOff = database.connect()) {
            ExchangeTable table = new ExchangeTable(LAYOUT, cutOff);
            assertThatThrownBy(() -> table.batch(6, (given, keys) -> {
                        abort(cutOff);
                        return taken(keys);
                    }))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(take(100, (given, keys) -> taken(keys))).isEqualTo(10);
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.jilian.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jilian.cli.demo.DemoFederation;
import org.jilian.cli.demo.DemoSettings;
import org.jilian.cli.demo.Workers;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.LocalDesk;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.Order;
import org.jilian.crypto.Suite;
import org.jilian.record.NodeId;
import org.jilian.store.Database;
import org.jilian.store.StoreSettings;

/**
 * What {@code import} does with large rosters, at a county that is not served: reading, checking, authoring, encrypting what
 * is protected, sealing what fills a parcel, committing. Then the rows again in a file with other bytes, as a platform that
 * exports everything every night gives them.
 */
public final class IntakeBench {
    private static final NodeId COUNTY = NodeId.of("370811");

    private final DemoSettings settings;
    private final Plan plan;
    private final Consumer<String> progress;

    /**
     * @param warmUp rows taken in before the clock
     * @param rows of each of the CSV, the XLSX and the table
     * @param unchanged rows of the nightly export
     */
    public record Plan(int warmUp, int rows, int unchanged) {}

    public IntakeBench(DemoSettings settings, Plan plan, Consumer<String> progress) {
        this.settings = settings;
        this.plan = plan;
        this.progress = progress;
    }

    public ObjectNode run() throws InterruptedException {
        NodeHome home = home();
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("rows", plan.rows());
        try (LocalDesk desk = LocalDesk.open(home, Clock.systemUTC())) {
            Path warm = settings.work().resolve("warm-up.csv");
            new BenchRoster("370890").csv(warm, plan.warmUp(), "warm-up");
            takeIn(desk, warm);
            Path csv = settings.work().resolve("bench.csv");
            new BenchRoster("370891").csv(csv, plan.rows(), "学员名单");
            document.put("csv", rate(desk, csv));
            Path xlsx = settings.work().resolve("bench.xlsx");
            new BenchRoster("370892").xlsx(xlsx, plan.rows());
            document.put("xlsx", rate(desk, xlsx));
            document.put("table", table(home, desk));
            unchanged(desk, document);
        }
        return document;
    }

    private NodeHome home() {
        try (Workers workers = new Workers(2)) {
            return new DemoFederation(
                            settings,
                            settings.config().resolve("bench/federation"),
                            Suite.named(settings.suite()),
                            Clock.systemUTC())
                    .make(workers).stream()
                            .filter(each -> each.node().equals(COUNTY))
                            .findFirst()
                            .orElseThrow();
        }
    }

    private long rate(Desk desk, Path file) {
        long begin = System.nanoTime();
        ObjectNode report = takeIn(desk, file);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long records = report.path("records").path("first").asLong();
        if (records != Math.round(plan.rows() * BenchRoster.RECORDS_PER_ROW)) {
            throw new IllegalStateException("should have made " + plan.rows() * BenchRoster.RECORDS_PER_ROW
                    + " records of " + file + ", but reported " + report);
        }
        progress.accept(file.getFileName() + ": " + records + " records in " + Math.round(seconds * 10) / 10.0 + " s");
        return Math.round(records / seconds);
    }

    /** An exchange table in a SQLite file. */
    private long table(NodeHome home, LocalDesk desk) {
        Path platform = settings.work().resolve("platform.db");
        BenchRoster roster = new BenchRoster("370894");
        try (Database database = Database.open(StoreSettings.sqlite(platform))) {
            String columns = String.join(", ", BenchRoster.HEADS);
            database.change(tx -> {
                tx.update("CREATE TABLE xs_out (id integer PRIMARY KEY, " + columns + ", flag DEFAULT '0', reason)");
                tx.batch(
                        "INSERT INTO xs_out (" + columns + ") VALUES ("
                                + String.join(", ", Collections.nCopies(BenchRoster.HEADS.size(), "?")) + ")",
                        IntStream.range(0, plan.rows()).boxed()::iterator,
                        i -> roster.row(i).toArray());
            });
        }
        write(
                home.path().resolve("connections/platform.yaml"),
                "connection: platform\nroute: ask-platform\nmapping: roster\ntable:\n  url: \"jdbc:sqlite:" + platform
                        + "\"\n  name: xs_out\n  key: id\n  flag: {column: flag}\n  reason: reason\n");
        long before = desk.status().path("records").asLong();
        long begin = System.nanoTime();
        String said = desk.ask("platform").orElseThrow();
        double seconds = (System.nanoTime() - begin) / 1e9;
        long records = desk.status().path("records").asLong() - before;
        if (records != Math.round(plan.rows() * BenchRoster.RECORDS_PER_ROW)) {
            throw new IllegalStateException("should have made " + plan.rows() * BenchRoster.RECORDS_PER_ROW
                    + " records of the table, but made " + records + ": " + said);
        }
        progress.accept("table: " + records + " records in " + Math.round(seconds * 10) / 10.0 + " s");
        return Math.round(records / seconds);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void unchanged(Desk desk, ObjectNode document) {
        Path tonight = settings.work().resolve("nightly-1.csv");
        new BenchRoster("370893").csv(tonight, plan.unchanged(), "导出时间 2026-01-01");
        takeIn(desk, tonight);
        Path tomorrow = settings.work().resolve("nightly-2.csv");
        new BenchRoster("370893").csv(tomorrow, plan.unchanged(), "导出时间 2026-01-02");
        long begin = System.nanoTime();
        ObjectNode report = takeIn(desk, tomorrow);
        document.put("unchangedRows", plan.unchanged())
                .put("unchangedSeconds", Math.round((System.nanoTime() - begin) / 1e8) / 10.0);
        long written = report.path("records").path("first").asLong()
                + report.path("records").path("next").asLong();
        if (written != 0) {
            throw new IllegalStateException("an unchanged export should have written nothing, but reported " + report);
        }
    }

    private static ObjectNode takeIn(Desk desk, Path file) {
        ObjectNode report = desk.takeIn(
                new Order(
                        file.toAbsolutePath(),
                        java.util.Optional.of("roster"),
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        false,
                        "zh"),
                done -> {});
        if (!List.of("done", "unchanged").contains(report.path("state").asText())) {
            throw new IllegalStateException("should have taken " + file + " in, but reported " + report);
        }
        return report;
    }
}

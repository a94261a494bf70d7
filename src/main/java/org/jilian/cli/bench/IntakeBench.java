package org.jilian.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jilian.cli.demo.DemoFederation;
import org.jilian.cli.demo.DemoSettings;
import org.jilian.cli.demo.Workers;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.Order;
import org.jilian.crypto.Suite;
import org.jilian.record.NodeId;

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
        try (Desk desk = Desk.of(home, Clock.systemUTC())) {
            Path warm = settings.work().resolve("warm-up.csv");
            new BenchRoster("370890").csv(warm, plan.warmUp(), "warm-up");
            takeIn(desk, warm);
            Path csv = settings.work().resolve("bench.csv");
            new BenchRoster("370891").csv(csv, plan.rows(), "学员名单");
            document.put("csv", rate(desk, csv));
            Path xlsx = settings.work().resolve("bench.xlsx");
            new BenchRoster("370892").xlsx(xlsx, plan.rows());
            document.put("xlsx", rate(desk, xlsx));
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

package org.jilian.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jilian.certificate.Issue;
import org.jilian.certificate.IssueOrder;
import org.jilian.certificate.IssueReport;
import org.jilian.crypto.Suite;
import org.jilian.directory.Jurisdiction;
import org.jilian.directory.Line;
import org.jilian.exchange.Directories;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.HeadsFile;
import org.jilian.exchange.Self;
import org.jilian.exchange.Settings;
import org.jilian.intake.CodeTables;
import org.jilian.intake.KindFiles;
import org.jilian.intake.PolicyFiles;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.Level;
import org.jilian.record.NodeId;
import org.jilian.rules.Period;
import org.jilian.rules.hours.Policies;
import org.jilian.simulate.SampleFederation;
import org.jilian.simulate.SampleKeys;
import org.jilian.statistics.Annual;
import org.jilian.store.Database;

/**
 * A city that judges and certifies all its persons: what {@code certificates issue} does, on a database with so many
 * persons and hour records. They are put into the tables as if parcels had brought them, which is not measured; judging,
 * authoring, encrypting protected values, sealing and signing are.
 */
public final class JudgeBench {
    private static final NodeId PROVINCE = NodeId.of("370000");
    private static final NodeId CITY = NodeId.of("370800");
    private static final String[] CHANNELS = {"registry", "hours", "certificates"};

    private final Plan plan;
    private final Path config;
    private final Consumer<String> say;

    /** @param records of each person */
    public record Plan(int persons, int records, String suite) {}

    public JudgeBench(Plan plan, Path config, Consumer<String> say) {
        this.plan = plan;
        this.config = config;
        this.say = say;
    }

    /** @param work for the file of shipped heads */
    public ObjectNode run(Database database, Path work) {
        Suite suite = Suite.named(plan.suite());
        SampleKeys keys = new SampleKeys(suite, new SecureRandom());
        SampleFederation federation = federation(keys);
        Self self = new Self(CITY, suite, keys.of(CITY).keys(), clock(), new SecureRandom());
        Exchange exchange = new Exchange(
                self,
                database,
                new Directories(suite, List.of(federation.rootCertificate())),
                new HeadsFile(work.resolve("heads")),
                Settings.STANDARD);
        exchange.start();
        exchange.install(federation.parcels());
        exchange.author(List.of(delegation()));
        // what waits to be sealed would keep everything after it waiting
        exchange.turn();
        say.accept(
                "putting " + plan.persons() + " persons with " + plan.records() + " hour records each into the tables");
        new JudgeData(self, database).fill(plan.persons(), plan.records());
        System.gc();

        Issue issue = new Issue(self, database, exchange, federation.directory(), policies(suite));
        long postgres = Machine.postgresCpuMillis();
        long cpu = cpuMillis();
        long begin = System.nanoTime();
        IssueReport report = issue.run(order(), done -> exchange.turn());
        exchange.turn();
        double seconds = (System.nanoTime() - begin) / 1e9;
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("persons", report.persons())
                .put("records", report.records())
                .put("certificates", report.count(IssueReport.Fate.ISSUED))
                .put("seconds", Math.round(seconds * 10) / 10.0)
                .put("cpuSeconds", (cpuMillis() - cpu) / 100 / 10.0)
                .put("postgresCpuSeconds", (Machine.postgresCpuMillis() - postgres) / 100 / 10.0)
                .put("maxHeapMiB", Runtime.getRuntime().maxMemory() >> 20);
        begin = System.nanoTime();
        report = issue.run(order(), done -> {});
        document.put("unchanged", report.count(IssueReport.Fate.UNCHANGED))
                .put("secondsAgain", Math.round((System.nanoTime() - begin) / 1e8) / 10.0);
        begin = System.nanoTime();
        new Annual(self, database, exchange, federation.directory()).report(new Period(JudgeData.PERIOD));
        return document.put("statisticsSeconds", Math.round((System.nanoTime() - begin) / 1e8) / 10.0);
    }

    private static IssueOrder order() {
        return new IssueOrder(new Period(JudgeData.PERIOD), CITY.value(), Optional.empty(), false, false, false);
    }

    private static long cpuMillis() {
        return java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1_000_000;
    }

    /** The sample keys are valid from a day of their own on. */
    private static Clock clock() {
        return Clock.fixed(SampleKeys.BEGINNING.plus(java.time.Duration.ofDays(3)), ZoneOffset.UTC);
    }

    private SampleFederation federation(SampleKeys keys) {
        SampleFederation federation = new SampleFederation(keys, PROVINCE);
        federation.node(PROVINCE.value(), place(PROVINCE, Level.PROVINCE), "registry", "certificates");
        federation.node(CITY.value(), place(CITY, Level.CITY), "registry", "certificates");
        federation.link(CITY.value(), PROVINCE.value(), Line.GOVERNMENT, CHANNELS);
        try {
            KindFiles.read(config.resolve("kinds")).values().forEach(federation::kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        federation.subjectKey(1, SampleKeys.BEGINNING, List.of(PROVINCE, CITY));
        federation.publish(SampleKeys.BEGINNING);
        return federation;
    }

    private static Jurisdiction place(NodeId node, Level level) {
        return new Jurisdiction(
                Optional.empty(),
                Optional.of(level),
                List.of(new Jurisdiction.Division(node.value(), LocalDate.of(1949, 10, 1), Optional.empty())));
    }

    private static Draft delegation() {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("number", "BENCH")
                .put("node", CITY.value())
                .put("from", "2025-01-01");
        content.putArray("divisions").add(CITY.value());
        return new Draft(new KindName("delegation"), CITY.value(), Optional.empty(), Optional.empty(), content);
    }

    private Policies policies(Suite suite) {
        try {
            return PolicyFiles.read(config.resolve("policies"), CodeTables.read(config.resolve("codes")), suite.hash());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

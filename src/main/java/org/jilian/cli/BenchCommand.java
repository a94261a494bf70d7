package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jilian.cli.bench.BenchNode;
import org.jilian.cli.bench.ExchangeBench;
import org.jilian.cli.bench.IntakeBench;
import org.jilian.cli.bench.JudgeBench;
import org.jilian.cli.bench.Machine;
import org.jilian.cli.bench.NodeProcess;
import org.jilian.cli.demo.DemoHome;
import org.jilian.cli.demo.DemoSettings;
import org.jilian.cli.demo.PostgresDatabases;
import org.jilian.record.NodeId;
import org.jilian.store.Database;
import org.jilian.store.StoreSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measurements, on whatever machine they are run. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures throughput, latency and what evidence costs. 性能测量",
        subcommands = {
            BenchCommand.Exchange.class,
            BenchCommand.Intake.class,
            BenchCommand.Judge.class,
            BenchCommand.OneNode.class
        })
final class BenchCommand {
    /** County to province. */
    @Command(
            name = "exchange",
            mixinStandardHelpOptions = true,
            description =
                    "Hour records from a county over a city to a province: three JVMs, three databases, TLS, signatures."
                            + " Prints one line of JSON. 县、市、省三级交换")
    static final class Exchange implements Callable<Integer> {
        @Option(names = "--records", paramLabel = "N", description = "default: 100000")
        int records = 100_000;

        @Option(names = "--warm-up", paramLabel = "N", description = "records sent before the clock; default: 100000")
        int warmUp = 100_000;

        @Option(names = "--batch", paramLabel = "N", description = "records a commit at the county; default: 4000")
        int batch = 4_000;

        @Option(names = "--singles", paramLabel = "N", description = "for the latency, one by one; default: 50")
        int singles = 50;

        @Option(names = "--suite", paramLabel = "gm|intl", description = "default: gm")
        String suite = "gm";

        @Option(
                names = "--pairs",
                paramLabel = "N",
                description =
                        "runs with and without signatures, Merkle trees and receipt signing, in turn, from which the cost"
                                + " of evidence follows; 0: one run with them alone; default: 1")
        int pairs = 1;

        @Option(
                names = "--jvm",
                paramLabel = "OPTION",
                description = "for each node's JVM, in place of -Xmx768m and the options of bin/jilian")
        List<String> jvm = NodeProcess.OPTIONS;

        @Option(names = "--work", paramLabel = "DIR", description = "made afresh; default: jilian-bench")
        Path work = Path.of("jilian-bench");

        @Mixin
        InstallationOption installation = new InstallationOption();

        @Mixin
        DatabaseOption database = new DatabaseOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws InterruptedException {
            CommandLog.quiet();
            Optional<PostgresDatabases> databases = database.databases("bench");
            ObjectNode document = one(databases, true);
            double with = document.path("recordsPerSecond").asDouble();
            double without = 0;
            for (int i = 0; i < pairs; i++) {
                with = i == 0
                        ? with
                        : with + one(databases, true).path("recordsPerSecond").asDouble();
                without += one(databases, false).path("recordsPerSecond").asDouble();
            }
            if (pairs > 0) {
                document.put("evidenceCost", Math.round(1000 * (1 - with / without)) / 1000.0);
                document.put("recordsPerSecondWithoutEvidence", Math.round(without / pairs));
            }
            document.put("store", database.engine()).put("suite", suite);
            document.set("machine", Machine.facts());
            terminal.out().println(document);
            return Exit.DONE;
        }

        private ObjectNode one(Optional<PostgresDatabases> databases, boolean evidence) throws InterruptedException {
            DemoSettings settings = new DemoSettings(
                    DemoHome.erased(work), installation.config(), installation.routes(), suite, databases, 0);
            terminal.say(evidence ? "with evidence:" : "without evidence:");
            ExchangeBench.Plan plan = new ExchangeBench.Plan(records, warmUp, batch, singles, evidence, jvm);
            ObjectNode document = new ExchangeBench(settings, plan, line -> terminal.say("  " + line)).run();
            terminal.say("  " + document);
            return document;
        }
    }

    /** A county's rosters. */
    @Command(
            name = "intake",
            mixinStandardHelpOptions = true,
            description =
                    "Takes large rosters in at one node: CSV, XLSX, an exchange table, and a nightly export without news."
                            + " Prints one line of JSON. 名单接入")
    static final class Intake implements Callable<Integer> {
        @Option(names = "--rows", paramLabel = "N", description = "of each file; default: 200000")
        int rows = 200_000;

        @Option(names = "--warm-up", paramLabel = "N", description = "rows before the clock; default: 100000")
        int warmUp = 100_000;

        @Option(names = "--unchanged", paramLabel = "N", description = "rows of the nightly export; default: 1000000")
        int unchanged = 1_000_000;

        @Option(names = "--suite", paramLabel = "gm|intl", description = "default: gm")
        String suite = "gm";

        @Option(names = "--work", paramLabel = "DIR", description = "made afresh; default: jilian-bench")
        Path work = Path.of("jilian-bench");

        @Mixin
        InstallationOption installation = new InstallationOption();

        @Mixin
        DatabaseOption database = new DatabaseOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws InterruptedException {
            CommandLog.quiet();
            DemoSettings settings = new DemoSettings(
                    DemoHome.erased(work),
                    installation.config(),
                    installation.routes(),
                    suite,
                    database.databases("bench"),
                    0);
            ObjectNode document =
                    new IntakeBench(settings, new IntakeBench.Plan(warmUp, rows, unchanged), terminal::say).run();
            document.put("store", database.engine()).put("suite", suite);
            document.set("machine", Machine.facts());
            terminal.out().println(document);
            return Exit.DONE;
        }
    }

    /** A city and its persons. */
    @Command(
            name = "judge",
            mixinStandardHelpOptions = true,
            description = "Judges all hours of a city's persons and issues their certificates, in this process."
                    + " Prints one line of JSON. 学时认定与签发")
    static final class Judge implements Callable<Integer> {
        @Option(names = "--persons", paramLabel = "N", description = "default: 100000")
        int persons = 100_000;

        @Option(names = "--records", paramLabel = "N", description = "hour records of each; default: 10")
        int records = 10;

        @Option(names = "--suite", paramLabel = "gm|intl", description = "default: gm")
        String suite = "gm";

        @Option(names = "--work", paramLabel = "DIR", description = "made afresh; default: jilian-bench")
        Path work = Path.of("jilian-bench");

        @Mixin
        InstallationOption installation = new InstallationOption();

        @Mixin
        DatabaseOption database = new DatabaseOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() {
            CommandLog.quiet();
            Path fresh = DemoHome.erased(work);
            StoreSettings settings = database.databases("bench")
                    .map(each -> each.fresh(NodeId.of("370800")))
                    .map(account -> StoreSettings.postgres(account.jdbcUrl(), account.user(), account.password()))
                    .orElseGet(() -> StoreSettings.sqlite(fresh.resolve("node.db")));
            try (Database store = Database.open(settings)) {
                ObjectNode document = new JudgeBench(
                                new JudgeBench.Plan(persons, records, suite), installation.config(), terminal::say)
                        .run(store, fresh);
                document.put("store", database.engine()).put("suite", suite);
                document.set("machine", Machine.facts());
                terminal.out().println(document);
            }
            return Exit.DONE;
        }
    }

    /** What the bench starts for each node. */
    @Command(name = "node", hidden = true, mixinStandardHelpOptions = true, description = "One node of a bench.")
    static final class OneNode implements Callable<Integer> {
        @Option(names = "--without-evidence")
        boolean withoutEvidence;

        @Mixin
        NodeOption node = new NodeOption();

        @Override
        public Integer call() throws IOException, InterruptedException {
            CommandLog.quiet();
            BenchNode.run(
                    node.home(),
                    !withoutEvidence,
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                    System.out);
            return Exit.DONE;
        }
    }
}

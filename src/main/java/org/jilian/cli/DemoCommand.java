package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jilian.cli.demo.Demo;
import org.jilian.cli.demo.DemoSettings;
import org.jilian.cli.demo.Stage;
import org.jilian.cli.demo.Story;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the demo federation: tells its story to a person, or says in one JSON object whether all agreed. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs a federation of ten nodes with sample rosters in this process. 在本进程中运行示范联邦")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "end when all links agree, instead of serving until Ctrl-C")
    boolean once;

    @Option(names = "--work", paramLabel = "DIR", description = "made afresh; default: jilian-demo")
    Path work = Path.of("jilian-demo");

    @Option(names = "--suite", paramLabel = "gm|intl", description = "default: gm")
    String suite = "gm";

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "hour records to generate besides, four a person over two years; default: 6400")
    int records = 6_400;

    @Mixin
    DatabaseOption database = new DatabaseOption();

    @Mixin
    InstallationOption installation = new InstallationOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        CommandLog.quiet();
        DemoSettings settings = new DemoSettings(
                work, installation.config(), installation.routes(), suite, database.databases("demo"), records);
        terminal.say(terminal.in("正在启动十个节点的示范联邦……", "Starting a federation of ten nodes ..."));
        try (Demo demo = Demo.start(settings, Clock.systemUTC())) {
            terminal.say(terminal.in("已启动，用时 ", "Up after ") + seconds(start));
            ObjectNode document = run(demo);
            document.put("elapsedMs", (System.nanoTime() - start) / 1_000_000);
            terminal.print(document);
            terminal.say("");
            terminal.say(terminal.in("全部用时 ", "All of it took ") + seconds(start));
            if (!once) {
                serve(demo);
            }
            return document.path("converged").asBoolean() ? Exit.DONE : Exit.FAULT;
        }
    }

    private ObjectNode run(Demo demo) throws InterruptedException {
        if (terminal.json) {
            demo.takeAllIn(terminal.language);
            return demo.agreement();
        }
        return new Story(demo, new Stage(terminal.out(), terminal.locale(), terminal.isInteractive())).tell();
    }

    private void serve(Demo demo) throws InterruptedException {
        terminal.say(terminal.in("各节点继续运行；按 Ctrl-C 结束。", "The nodes go on; Ctrl-C ends them."));
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop"));
        new CountDownLatch(1).await();
    }

    private static String seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000_000 + " s";
    }
}

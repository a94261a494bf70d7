package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.ImportWords;
import org.jilian.cli.node.Order;
import org.jilian.cli.node.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a roster or another table into a node. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Takes a CSV or XLSX file in; exit code 1 if rows were refused. 导入名单")
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(
            names = "--mapping",
            paramLabel = "M",
            description = "by default the one that the file's name holds, else roster")
    @Nullable
    String mapping;

    @Option(names = "--period", paramLabel = "YEAR", description = "for a file without a column of it")
    @Nullable
    String period;

    @Option(
            names = "--division",
            paramLabel = "CODE",
            description = "for a file without a column of it; default: the node's own")
    @Nullable
    String division;

    @Option(
            names = "--again",
            description = "read it once more although it was taken in; changes nothing that is the same")
    boolean again;

    @Option(
            names = "--preview",
            description = "say what would come of it, and write the error spreadsheet; take nothing in")
    boolean preview;

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        GivenFile.shouldBe(file);
        Order order = new Order(
                file.toAbsolutePath(),
                Optional.ofNullable(mapping),
                Optional.ofNullable(period),
                Optional.ofNullable(division),
                again,
                terminal.language);
        ObjectNode report;
        try (Desk desk = NodeOption.desk(node.home())) {
            report = terminal.isInteractive() ? withBar(desk, order) : ask(desk, order, done -> {});
        }
        terminal.print(report);
        terminal.say(ImportWords.of(report, terminal.locale()).stripTrailing());
        boolean errors = report.path("state").asText().equals("refused")
                || report.path("bad").asLong() > 0;
        return errors ? Exit.DATA : Exit.DONE;
    }

    private ObjectNode ask(Desk desk, Order order, Progress progress) {
        return preview ? desk.preview(order, progress) : desk.takeIn(order, progress);
    }

    private ObjectNode withBar(Desk desk, Order order) {
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(file.getFileName().toString())
                .setInitialMax(-1)
                .setUnit(terminal.in(" 行", " rows"), 1)
                .showSpeed()
                .build()) {
            return ask(desk, order, bar::stepTo);
        }
    }
}

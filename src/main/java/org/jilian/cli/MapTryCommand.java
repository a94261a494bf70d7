package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.Mappings;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.Order;
import org.jilian.intake.Given;
import org.jilian.intake.Intake;
import org.jilian.intake.Reading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a mapping makes of a file, for whoever writes it: nothing is taken in. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a file under a mapping: the first rows before and after, masked, and how many errors there are of each code.",
            "With --node, its mappings and kinds are taken, and it says what would change in its database.",
            "Nothing is taken in; exit code 1 if rows are wrong. 试映射"
        })
final class MapTryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--mapping", paramLabel = "M", required = true)
    String mapping = "";

    @Option(names = "--rows", paramLabel = "N", description = "rows to show; default: ${DEFAULT-VALUE}")
    int rows = 3;

    @Option(names = "--period", paramLabel = "YEAR", description = "for a file without a column of it")
    @Nullable
    String period;

    @Option(
            names = "--division",
            paramLabel = "CODE",
            description = "for a file without a column of it; default: the node's, or 000000 without one")
    @Nullable
    String division;

    @Mixin
    InstallationOption installation = new InstallationOption();

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() throws IOException {
        CommandLog.quiet();
        GivenFile.shouldBe(file);
        Optional<NodeHome> home = node.isNamed() ? Optional.of(node.home()) : Optional.empty();
        Mappings.Versioned chosen = Mappings.in(home.map(NodeHome::config).orElseGet(installation::config))
                .named(mapping);
        FirstRows first = new FirstRows(rows);
        Given given = new Given(Optional.ofNullable(division).orElse("000000"), Optional.ofNullable(period));
        Reading reading = new Intake(Clock.systemUTC()).read(file, chosen.mapping(), given, first);
        if (reading instanceof Reading.FileRefused no) {
            terminal.print(JsonNodeFactory.instance
                    .objectNode()
                    .put("state", "refused")
                    .put("code", no.reason().code()));
            terminal.say(no.reason().what().in(terminal.locale()) + "; "
                    + no.reason().remedy().in(terminal.locale()));
            return Exit.DATA;
        }
        ObjectNode document = document((Reading.FileReport) reading, first);
        home.ifPresent(there -> document.set("records", ask(there).path("records")));
        terminal.print(document);
        say(document);
        return document.path("bad").asLong() > 0 ? Exit.DATA : Exit.DONE;
    }

    /** As if it had never been taken in: rows that are known are asked about, too. */
    private ObjectNode ask(NodeHome home) {
        Order order = new Order(
                file.toAbsolutePath(),
                Optional.of(mapping),
                Optional.ofNullable(period),
                Optional.ofNullable(division),
                true,
                terminal.language);
        try (Desk desk = NodeOption.desk(home)) {
            return desk.preview(order, done -> {});
        }
    }

    private static ObjectNode document(Reading.FileReport report, FirstRows first) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("state", "read")
                .put("rows", report.rows())
                .put("good", report.good())
                .put("bad", report.bad())
                .put("drafts", report.drafts());
        ArrayNode ignored = document.putArray("ignoredHeads");
        report.ignoredHeads().forEach(ignored::add);
        ObjectNode byCode = document.putObject("errorsByCode");
        first.byCode().forEach(byCode::put);
        document.set("first", first.shown());
        return document;
    }

    private void say(ObjectNode document) {
        for (JsonNode row : document.path("first")) {
            terminal.say(terminal.in("第 ", "row ") + row.path("row") + terminal.in(" 行", ""));
            row.path("before")
                    .forEach(cell -> terminal.say("    " + cell.path("head").asText() + " = "
                            + cell.path("value").asText()));
            for (JsonNode record : row.path("after")) {
                terminal.say("  -> " + record.path("kind").asText());
                record.path("content")
                        .properties()
                        .forEach(field -> terminal.say("    " + field.getKey() + ": "
                                + field.getValue().asText()));
            }
            row.path("errors")
                    .forEach(error -> terminal.say(
                            "  !! " + error.path("column").asText() + ": " + terminal.in(error.path("reason"))));
        }
        terminal.say(document.path("rows")
                + terminal.in(" 行：有效 ", " rows: good ")
                + document.path("good")
                + terminal.in("，有误 ", ", wrong ")
                + document.path("bad"));
        document.path("errorsByCode")
                .properties()
                .forEach(code -> terminal.say("  " + code.getValue() + "  " + code.getKey()));
        JsonNode records = document.path("records");
        if (!records.isMissingNode()) {
            terminal.say(terminal.in("若现在导入：新增 ", "taken in now: new ")
                    + records.path("first")
                    + terminal.in("，更新 ", ", changed ")
                    + records.path("next")
                    + terminal.in("，未变 ", ", unchanged ")
                    + records.path("unchanged")
                    + terminal.in("，他级持有 ", ", held elsewhere ")
                    + records.path("heldElsewhere")
                    + terminal.in("，不能登记 ", ", refused ")
                    + records.path("refused"));
        }
    }
}

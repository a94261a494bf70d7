package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.WrongUseException;
import org.jilian.intake.CodeTables;
import org.jilian.rules.CodeTable;
import org.jilian.statistics.Sheets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The node's own. */
@Command(
        name = "annual",
        mixinStandardHelpOptions = true,
        description = "Works out the yearly report of a node from its records, and files it. 年报")
final class AnnualCommand extends StatisticsOrder {
    @Mixin
    PeriodOption period = new PeriodOption();

    @Option(names = "--file", description = "authors it as a record, which goes up")
    boolean file;

    @Option(names = "--xlsx", paramLabel = "FILE", description = "writes it as a workbook, too")
    @Nullable
    Path xlsx;

    @Override
    public Integer call() throws IOException {
        NodeHome home = node.home();
        Path workbook = xlsx;
        if (workbook != null && Files.exists(workbook)) {
            throw new WrongUseException(workbook + " should not be there yet: name another file, or move it away");
        }
        ObjectNode answer = ask(
                home,
                JSON.objectNode()
                        .put("what", "annual")
                        .put("period", period.given)
                        .put("file", file));
        JsonNode tables = answer.path("report").path("tables");
        if (workbook != null) {
            Map<String, CodeTable> codes = CodeTables.read(home.config().resolve("codes"));
            new Sheets((table, code) -> Optional.ofNullable(codes.get(table))
                            .flatMap(known -> Optional.ofNullable(known.labels().get(code))))
                    .write(workbook, tables);
        }
        terminal.print(answer);
        JsonNode all = tables.path("persons").path(0);
        terminal.say(terminal.in("登记 ", "registered ") + all.path("registered")
                + terminal.in(" 人，参训 ", ", took part ") + all.path("participants")
                + terminal.in(" 人，参训率 ", ", rate ") + all.path("rate").asText("-") + " %, "
                + all.path("records") + terminal.in(" 条学时记录，", " hour records, ")
                + all.path("hours").asText() + terminal.in(" 学时", " hours"));
        if (answer.has("filed")) {
            terminal.say(StepCommand.said(answer.path("filed")));
            return isRefused(answer.path("filed")) ? Exit.DATA : Exit.DONE;
        }
        return Exit.DONE;
    }
}

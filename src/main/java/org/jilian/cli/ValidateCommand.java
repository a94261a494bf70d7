package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Mappings;
import org.jilian.intake.ErrorSpreadsheet;
import org.jilian.intake.Given;
import org.jilian.intake.Intake;
import org.jilian.intake.Reading;
import org.jilian.intake.RowError;
import org.jilian.intake.TakenRow;
import org.jilian.rules.Reason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a file as an import would, and takes nothing in: no node and no database are needed. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks a file against a mapping without taking it in; exit code 1 if rows are wrong. 预检名单")
final class ValidateCommand implements Callable<Integer> {
    private static final int SHOWN = 20;
    private static final int KEPT = 20_000;

    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--mapping", paramLabel = "M", required = true)
    String mapping = "";

    @Mixin
    InstallationOption installation = new InstallationOption();

    @Option(names = "--period", paramLabel = "YEAR", description = "for a file without a column of it")
    @Nullable
    String period;

    @Option(
            names = "--division",
            paramLabel = "CODE",
            description = "for a file without a column of it; default: ${DEFAULT-VALUE}",
            defaultValue = "000000")
    String division = "000000";

    @Option(names = "--errors", paramLabel = "FILE", description = "write the wrong rows into this spreadsheet (.xlsx)")
    @Nullable
    Path errors;

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() throws IOException {
        CommandLog.quiet();
        GivenFile.shouldBe(file);
        Mappings.Versioned chosen = Mappings.in(installation.config()).named(mapping);
        List<TakenRow.Bad> bad = new ArrayList<>();
        Reading reading = new Intake(Clock.systemUTC())
                .read(file, chosen.mapping(), new Given(division, Optional.ofNullable(period)), row -> {
                    if (row instanceof TakenRow.Bad wrong && bad.size() < KEPT) {
                        bad.add(wrong);
                    }
                });
        return reading instanceof Reading.FileReport report
                ? read(report, bad)
                : refused(((Reading.FileRefused) reading).reason());
    }

    private int refused(Reason reason) {
        terminal.print(JsonNodeFactory.instance
                .objectNode()
                .put("state", "refused")
                .put("code", reason.code())
                .put("reason", reason.what().in(terminal.locale()))
                .put("remedy", reason.remedy().in(terminal.locale())));
        terminal.say(
                reason.what().in(terminal.locale()) + "; " + reason.remedy().in(terminal.locale()));
        return Exit.DATA;
    }

    private int read(Reading.FileReport report, List<TakenRow.Bad> bad) throws IOException {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("state", "read")
                .put("rows", report.rows())
                .put("good", report.good())
                .put("bad", report.bad())
                .put("drafts", report.drafts());
        ArrayNode list = document.putArray("errors");
        for (TakenRow.Bad row : bad) {
            row.errors().stream().limit(SHOWN - (long) list.size()).forEach(error -> list.add(entry(error.masked())));
        }
        terminal.print(document);
        list.forEach(error -> terminal.say(terminal.in("第 ", "row ") + error.path("row") + terminal.in(" 行，", ", ")
                + error.path("column").asText() + " '" + error.path("value").asText() + "': "
                + error.path("reason").asText() + "; " + error.path("remedy").asText()));
        terminal.say(report.rows()
                + terminal.in(" 行：有效 ", " rows: good ")
                + report.good()
                + terminal.in("，有误 ", ", wrong ")
                + report.bad());
        Path spreadsheet = errors;
        if (spreadsheet != null && !bad.isEmpty()) {
            new ErrorSpreadsheet(terminal.locale()).write(spreadsheet, report.heads(), bad);
        }
        return report.bad() > 0 ? Exit.DATA : Exit.DONE;
    }

    private ObjectNode entry(RowError error) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("row", error.row())
                .put("column", error.column())
                .put("value", error.value())
                .put("code", error.reason().code())
                .put("reason", error.reason().what().in(terminal.locale()))
                .put("remedy", error.reason().remedy().in(terminal.locale()));
    }
}

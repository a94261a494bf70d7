package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.QuarantineOrder;
import org.jilian.cli.node.QuarantineOrder.What;
import org.jilian.cli.node.WrongUseException;
import org.jilian.store.QuarantineQuery;
import org.jilian.store.QuarantinedRow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rows that were refused: found, looked at, mended, tried again. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        subcommands = {
            QuarantineCommand.Listing.class,
            QuarantineCommand.Show.class,
            QuarantineCommand.Mend.class,
            QuarantineCommand.Replay.class,
            QuarantineCommand.Discard.class,
            QuarantineCommand.Reopen.class,
            QuarantineCommand.Export.class,
            CommandLine.HelpCommand.class
        },
        description = "Rows that were refused: finds them, mends them, tries them again. 隔离区")
final class QuarantineCommand {
    private QuarantineCommand() {}

    /** What all of these have. */
    abstract static class About extends NodeCommand {
        /** Which rows are meant: all that are open, unless more is said. */
        QuarantineQuery query() {
            return QuarantineQuery.OPEN;
        }

        QuarantineOrder order(What what, List<String> ids) {
            return QuarantineOrder.of(
                    what, ids, query(), System.getProperty("user.name", "unknown"), terminal.language);
        }

        ObjectNode ask(QuarantineOrder order) {
            try (Desk desk = NodeOption.desk(node.home())) {
                return desk.quarantine(order, done -> {});
            }
        }

        void sayErrors(JsonNode errors) {
            for (JsonNode error : errors) {
                String column = error.path("column").asText();
                terminal.say("  "
                        + (column.isEmpty()
                                ? ""
                                : column + " '" + error.path("value").asText() + "': ")
                        + terminal.in(error.path("reason")) + terminal.in("；", "; ")
                        + terminal.in(error.path("remedy")));
            }
        }
    }

    /** What is found by code and file. */
    abstract static class Finding extends About {
        @Option(names = "--code", paramLabel = "C", description = "of an error, such as row.conflict")
        @Nullable
        String code;

        @Option(names = "--file", paramLabel = "PART", description = "part of the file's name")
        @Nullable
        String file;

        QuarantinedRow.State state() {
            return QuarantinedRow.State.OPEN;
        }

        @Override
        QuarantineQuery query() {
            return new QuarantineQuery(state(), Optional.ofNullable(code), Optional.ofNullable(file));
        }
    }

    /** Finds rows. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Refused rows, the newest first, without their values, and how many there are by code. 查找")
    static final class Listing extends Finding {
        private static final DateTimeFormatter DAY =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

        /** As on the command line. */
        enum In {
            open,
            mended,
            discarded
        }

        @Option(names = "--state", paramLabel = "open|mended|discarded", description = "default: ${DEFAULT-VALUE}")
        In in = In.open;

        @Option(names = "--limit", paramLabel = "N", description = "rows to show; default: ${DEFAULT-VALUE}")
        int limit = 50;

        @Override
        QuarantinedRow.State state() {
            return QuarantinedRow.State.valueOf(in.name().toUpperCase(Locale.ROOT));
        }

        @Override
        public Integer call() {
            ObjectNode found = ask(order(What.LIST, List.of()).showing(limit));
            terminal.print(found);
            for (JsonNode row : found.path("rows")) {
                terminal.say(String.format(
                        Locale.ROOT,
                        "%-20s  %s  %s %s%d  %s",
                        row.path("id").asText(),
                        DAY.format(Instant.parse(row.path("at").asText())),
                        row.path("file").asText(),
                        terminal.in("第", "row "),
                        row.path("row").asLong(),
                        String.join(" ", codes(row))));
            }
            found.path("byCode")
                    .properties()
                    .forEach(code -> terminal.say("  " + code.getValue() + "  " + code.getKey()));
            long shown = found.path("rows").size();
            long all = found.path("all").asLong();
            terminal.say(all
                    + terminal.in(" 行", " rows")
                    + (shown < all ? terminal.in("，显示 ", ", shown: ") + shown + " (--limit)" : ""));
            return Exit.DONE;
        }

        private static List<String> codes(JsonNode row) {
            List<String> codes = new java.util.ArrayList<>();
            row.path("codes").forEach(code -> codes.add(code.asText()));
            return codes;
        }
    }

    /** One row. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One row with its errors and cells, masked; in clear for a reason that is audited. 查看")
    static final class Show extends About {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Option(names = "--in-clear", description = "values unmasked; needs --reason")
        boolean inClear;

        @Option(names = "--reason", paramLabel = "TEXT", description = "stands in the audit trail: names nobody")
        String reason = "";

        @Override
        public Integer call() {
            if (inClear && reason.isBlank()) {
                throw new WrongUseException(
                        "--reason should say why values are shown in clear (查询事由), but is not given");
            }
            ObjectNode row = ask(order(What.SHOW, List.of(id)).because(reason).unmasked(inClear));
            terminal.print(row);
            terminal.say(row.path("file").asText() + terminal.in(" 第", " row ") + row.path("row") + "  "
                    + row.path("mapping").asText() + "  " + row.path("state").asText());
            sayErrors(row.path("errors"));
            row.path("cells")
                    .forEach(cell -> terminal.say("    " + cell.path("head").asText() + " = "
                            + cell.path("value").asText()));
            return Exit.DONE;
        }
    }

    /** Corrects cells of one row. */
    @Command(
            name = "mend",
            mixinStandardHelpOptions = true,
            description = {
                "Corrects cells of one row and takes it in, under the mapping of today; exit code 1 if it is still wrong.",
                "Others on this machine can read a command line: give numbers of persons with --set-file. 更正"
            })
    static final class Mend extends About {
        @Parameters(paramLabel = "ID")
        String id = "";

        @Option(names = "--set", paramLabel = "HEAD=VALUE", description = "a cell, by the head over it in its file")
        Map<String, String> cells = new LinkedHashMap<>();

        @Option(names = "--set-file", paramLabel = "FILE", description = "the same, a line each, in UTF-8")
        @Nullable
        Path file;

        @Override
        public Integer call() throws IOException {
            ObjectNode report = ask(order(What.MEND, List.of(id)).setting(all()));
            terminal.print(report);
            boolean mended = report.path("state").asText().equals("mended");
            terminal.say(id + terminal.in(mended ? "：已导入" : "：仍待更正", mended ? ": taken in" : ": still open"));
            sayErrors(report.path("errors"));
            sayErrors(report.path("refusals"));
            return mended ? Exit.DONE : Exit.DATA;
        }

        private Map<String, String> all() throws IOException {
            Map<String, String> all = new LinkedHashMap<>(cells);
            Path from = file;
            if (from != null) {
                GivenFile.shouldBe(from);
                for (String line : Files.readAllLines(from, StandardCharsets.UTF_8)) {
                    int equals = line.indexOf('=');
                    if (equals > 0) {
                        all.put(
                                line.substring(0, equals).strip(),
                                line.substring(equals + 1).strip());
                    } else if (!line.isBlank()) {
                        throw new WrongUseException(
                                from + " should have a line HEAD=VALUE for each cell, but has a line" + " without '='");
                    }
                }
            }
            if (all.isEmpty()) {
                throw new WrongUseException(
                        "--set or --set-file should correct a cell, but neither is given; to try the"
                                + " row again as it is: quarantine replay " + id);
            }
            return all;
        }
    }

    /** Tries rows again. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Judges rows again as they are, under the mapping and code tables of today; good ones become records.",
                "Broken off, give it again: it goes on. Exit code 1 if some are still wrong. 重试"
            })
    static final class Replay extends Finding {
        @Parameters(paramLabel = "ID", arity = "0..*")
        List<String> ids = List.of();

        @Option(names = "--all", description = "every open row")
        boolean all;

        @Override
        public Integer call() {
            boolean found = code != null || file != null;
            int ways = (ids.isEmpty() ? 0 : 1) + (found ? 1 : 0) + (all ? 1 : 0);
            if (ways != 1) {
                throw new WrongUseException(
                        "which rows are meant should be said in one way, by ID, by --code and --file, or"
                                + " by --all, but is said in " + ways);
            }
            ObjectNode report = ask(order(What.REPLAY, ids));
            terminal.print(report);
            JsonNode records = report.path("records");
            terminal.say(report.path("rows")
                    + terminal.in(" 行：已导入 ", " rows: taken in ")
                    + report.path("good")
                    + terminal.in("，仍有误 ", ", still wrong ")
                    + report.path("bad")
                    + terminal.in("，无数据 ", ", without data ")
                    + report.path("skipped")
                    + terminal.in("，无法重试 ", ", not judged ")
                    + report.path("unjudged"));
            terminal.say(terminal.in("  记录：新增 ", "  records: new ")
                    + records.path("first")
                    + terminal.in("，更新 ", ", changed ")
                    + records.path("next")
                    + terminal.in("，未变 ", ", unchanged ")
                    + records.path("unchanged")
                    + terminal.in("，他级持有 ", ", held elsewhere ")
                    + records.path("heldElsewhere"));
            report.path("errorsByCode")
                    .properties()
                    .forEach(each -> terminal.say("  " + each.getValue() + "  " + each.getKey()));
            sayErrors(report.path("refusals"));
            return report.path("good").asLong() == report.path("rows").asLong() ? Exit.DONE : Exit.DATA;
        }
    }

    /** What both of these are given. */
    abstract static class Marking extends About {
        @Parameters(paramLabel = "ID", arity = "1..*")
        List<String> ids = List.of();

        int mark(What what, String reason) {
            ObjectNode report =
                    ask(order(what, ids.stream().distinct().toList()).because(reason));
            terminal.print(report);
            terminal.say(report.path("rows")
                    + terminal.in(" 行：", " rows: ")
                    + report.path("state").asText());
            return Exit.DONE;
        }
    }

    /** Puts rows aside. */
    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "These rows are not to be taken in, for a reason that is audited. 不予导入")
    static final class Discard extends Marking {
        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "stands in the audit trail")
        String reason = "";

        @Override
        public Integer call() {
            if (reason.isBlank()) {
                throw new WrongUseException("--reason should say why, but is empty");
            }
            return mark(What.DISCARD, reason);
        }
    }

    /** Takes that back. */
    @Command(
            name = "reopen",
            mixinStandardHelpOptions = true,
            description = "These rows are open again; records that were made of them stay. 重新处理")
    static final class Reopen extends Marking {
        @Override
        public Integer call() {
            return mark(What.REOPEN, "");
        }
    }

    /** For the clerk. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Writes open rows with their errors into a spreadsheet, to be corrected and imported; their values in clear.",
                "Rows under other heads, or of files for which something else was said, go into further files. 导出"
            })
    static final class Export extends Finding {
        @Option(
                names = "--out",
                paramLabel = "FILE.xlsx",
                required = true,
                description = "a new file, its owner's alone")
        Path out = Path.of("");

        @Override
        public Integer call() {
            OwnersFile.shouldNotBe(out);
            ObjectNode report = ask(order(What.EXPORT, List.of()).into(out));
            terminal.print(report);
            for (JsonNode file : report.path("files")) {
                terminal.say(file.path("file").asText() + ": " + file.path("rows")
                        + terminal.in(" 行；更正后 ", " rows; corrected: ")
                        + "jilian import " + file.path("file").asText() + " --mapping "
                        + file.path("mapping").asText() + " --division "
                        + file.path("division").asText()
                        + (file.has("period")
                                ? " --period " + file.path("period").asText()
                                : ""));
            }
            long left = report.path("all").asLong() - report.path("rows").asLong();
            if (left > 0) {
                terminal.say(
                        left + terminal.in(" 行未写入，请先处理这些", " rows more are not in it: have these corrected first"));
            }
            return report.path("rows").asLong() == 0 ? Exit.DATA : Exit.DONE;
        }
    }
}

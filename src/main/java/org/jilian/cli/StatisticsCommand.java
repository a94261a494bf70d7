package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.WrongUseException;
import org.jilian.intake.CodeTables;
import org.jilian.rules.CodeTable;
import org.jilian.statistics.Sheets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Yearly reports, their comparison, samples and double random draws. */
@Command(
        name = "statistics",
        mixinStandardHelpOptions = true,
        subcommands = {
            StatisticsCommand.Annual.class,
            StatisticsCommand.Compare.class,
            StatisticsCommand.Frame.class,
            StatisticsCommand.Sample.class,
            StatisticsCommand.Draw.class,
            StatisticsCommand.VerifyDraw.class,
            CommandLine.HelpCommand.class
        },
        description = "Counts and draws lots: yearly reports, samples, double random. 年报、抽样、双随机")
final class StatisticsCommand {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StatisticsCommand() {}

    private static ObjectNode ask(NodeOption node, ObjectNode order) {
        return ask(node.home(), order);
    }

    private static ObjectNode ask(NodeHome home, ObjectNode order) {
        try (Desk desk = NodeOption.desk(home)) {
            return desk.statistics(order);
        }
    }

    private static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WrongUseException(file + " should be a file, but is not there");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(
                    file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new WrongUseException(file + " should not be there yet: name another file, or move it away", e);
        }
    }

    private static boolean isRefused(JsonNode authored) {
        return !authored.has("version") && !authored.path("outcome").asText().equals("unchanged");
    }

    /** What a draw answers. */
    private static int said(Terminal terminal, ObjectNode answer) {
        terminal.print(answer);
        JsonNode drawn = answer.path("drawn");
        terminal.say(terminal.in("抽样框 ", "frame of ") + drawn.path("frameSize") + ", "
                + drawn.path("frameDigest").asText());
        if (drawn.has("assigned")) {
            drawn.path("assigned")
                    .forEach(each ->
                            terminal.say("  " + each.path("institution").asText() + "  " + each.path("inspectors")));
        } else {
            drawn.path("drawn").forEach(each -> terminal.say("  " + each.asText()));
        }
        boolean refused = false;
        for (JsonNode each : answer.path("filed")) {
            refused |= isRefused(each);
            terminal.say(StepCommand.said(each));
        }
        return refused ? Exit.DATA : Exit.DONE;
    }

    /** The node's own. */
    @Command(
            name = "annual",
            mixinStandardHelpOptions = true,
            description = "Works out the yearly report of a node from its records, and files it. 年报")
    static final class Annual implements Callable<Integer> {
        @Option(
                names = "--period",
                paramLabel = "YEAR",
                required = true,
                description = "a year, or a cycle such as 2023-2025")
        String period = "";

        @Option(names = "--file", description = "authors it as a record, which goes up")
        boolean file;

        @Option(names = "--xlsx", paramLabel = "FILE", description = "writes it as a workbook, too")
        @Nullable
        Path xlsx;

        @Mixin
        NodeOption node = new NodeOption();

        @Mixin
        Terminal terminal = new Terminal();

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
                            .put("period", period)
                            .put("file", file));
            JsonNode tables = answer.path("report").path("tables");
            if (workbook != null) {
                Map<String, CodeTable> codes = CodeTables.read(home.config().resolve("codes"));
                new Sheets((table, code) -> Optional.ofNullable(codes.get(table))
                                .flatMap(known ->
                                        Optional.ofNullable(known.labels().get(code))))
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

    /** What nodes below have reported. */
    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = "Compares the reports of nodes below with what their records held here come to. 年报核对")
    static final class Compare implements Callable<Integer> {
        @Option(
                names = "--period",
                paramLabel = "YEAR",
                required = true,
                description = "a year, or a cycle such as 2023-2025")
        String period = "";

        @Option(names = "--of", paramLabel = "ID", description = "only this node's report; by default all nodes below")
        @Nullable
        String of;

        @Mixin
        NodeOption node = new NodeOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() {
            ObjectNode order = JSON.objectNode().put("what", "compare").put("period", period);
            if (of != null) {
                order.put("of", of);
            }
            ObjectNode answer = ask(node, order);
            terminal.print(answer);
            for (JsonNode each : answer.path("compared")) {
                terminal.say(each.path("node").asText() + ": "
                        + (each.path("agrees").asBoolean()
                                ? terminal.in("一致", "agrees")
                                : each.path("count") + terminal.in(" 处不一致", " differences")));
                each.path("differences")
                        .forEach(cell -> terminal.say("  " + cell.path("table").asText() + " "
                                + cell.path("by").asText() + "="
                                + cell.path("group").asText() + " "
                                + cell.path("item").asText() + " "
                                + cell.path("column").asText()
                                + terminal.in("：上报 ", ": reported ")
                                + cell.path("reported").asText("-")
                                + terminal.in("，计算 ", ", computed ")
                                + cell.path("computed").asText("-")));
            }
            answer.path("notReported")
                    .forEach(each -> terminal.say(each.asText() + terminal.in("：未上报", ": has not reported")));
            return answer.path("agree").asBoolean() ? Exit.DONE : Exit.DATA;
        }
    }

    /** Which records lots are drawn from. */
    static final class FrameOptions {
        @Option(names = "--period", paramLabel = "YEAR", description = "of hour records; needed for these")
        @Nullable
        String period;

        @Option(names = "--by", paramLabel = "division", description = "each division gets its share")
        @Nullable
        String by;

        @Option(names = "--division", paramLabel = "CODE", description = "only what is counted under this one")
        @Nullable
        String division;

        ObjectNode order(String what, String of) {
            if (by != null && !by.equals("division")) {
                throw new WrongUseException("--by should be division, but is '" + by + "': others are not known");
            }
            ObjectNode order = JSON.objectNode().put("what", what).put("of", of).put("byDivision", by != null);
            if (period != null) {
                order.put("period", period);
            }
            if (division != null) {
                order.put("division", division);
            }
            return order;
        }
    }

    /** To be published before the seed is known. */
    @Command(
            name = "frame",
            mixinStandardHelpOptions = true,
            description = "The frame that lots are to be drawn from: publish its digest first, then get a seed. 抽样框")
    static final class Frame implements Callable<Integer> {
        @Option(names = "--of", paramLabel = "persons|institutions|records", description = "by default persons")
        String of = "persons";

        @Mixin
        FrameOptions frame = new FrameOptions();

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "writes it there")
        Path out = Path.of("");

        @Mixin
        NodeOption node = new NodeOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws IOException {
            ObjectNode answer = ask(node, frame.order("frame", of));
            write(out, answer.path("text").asText());
            answer.remove("text");
            terminal.print(answer.put("file", out.toString()));
            terminal.say(answer.path("digest").asText() + "  " + answer.path("size") + "  " + out);
            return Exit.DONE;
        }
    }

    /** For a survey. */
    @Command(name = "sample", mixinStandardHelpOptions = true, description = "Draws a sample by a published seed. 抽样")
    static final class Sample implements Callable<Integer> {
        @Option(names = "--of", paramLabel = "persons|institutions|records", description = "by default persons")
        String of = "persons";

        @Mixin
        FrameOptions options = new FrameOptions();

        @Option(
                names = "--seed",
                paramLabel = "TEXT",
                required = true,
                description = "published after the frame's digest")
        String seed = "";

        @Option(names = "--count", paramLabel = "N", required = true, description = "how many")
        int count;

        @Option(
                names = "--frame",
                paramLabel = "FILE",
                description = "the published one; by default what records make now")
        @Nullable
        Path frame;

        @Option(names = "--file", paramLabel = "CODE", description = "authors it as a record under this code")
        String file = "";

        @Mixin
        NodeOption node = new NodeOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws IOException {
            ObjectNode order = options.order("sample", of)
                    .put("seed", seed)
                    .put("count", count)
                    .put("file", file);
            if (frame != null) {
                order.put("frame", read(frame));
            }
            return said(terminal, ask(node, order));
        }
    }

    /** Who is inspected and who inspects. */
    @Command(
            name = "draw",
            mixinStandardHelpOptions = true,
            description = "Draws institutions to be inspected, and who inspects each, by a published seed. 双随机")
    static final class Draw implements Callable<Integer> {
        @Mixin
        FrameOptions options = new FrameOptions();

        @Option(
                names = "--seed",
                paramLabel = "TEXT",
                required = true,
                description = "published after the frame's digest")
        String seed = "";

        @Option(names = "--institutions", paramLabel = "N", required = true, description = "how many are inspected")
        int institutions;

        @Option(names = "--inspectors", paramLabel = "FILE", required = true, description = "their numbers, one a line")
        Path inspectors = Path.of("");

        @Option(names = "--per", paramLabel = "M", required = true, description = "how many inspect each")
        int per;

        @Option(
                names = "--frame",
                paramLabel = "FILE",
                description = "the published one; by default what records make now")
        @Nullable
        Path frame;

        @Option(
                names = "--file",
                paramLabel = "CODE",
                description = "authors the draw and an inspection in state 'planned' for each institution")
        String file = "";

        @Mixin
        NodeOption node = new NodeOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws IOException {
            ObjectNode order = options.order("draw", "institutions")
                    .put("seed", seed)
                    .put("count", institutions)
                    .put("inspectors", read(inspectors))
                    .put("per", per)
                    .put("file", file);
            if (frame != null) {
                order.put("frame", read(frame));
            }
            return said(terminal, ask(node, order));
        }
    }

    /** By whoever holds it. */
    @Command(
            name = "verify-draw",
            mixinStandardHelpOptions = true,
            description = "Draws again what a record says was drawn, and says whether it is the same. 复核抽取")
    static final class VerifyDraw implements Callable<Integer> {
        @Parameters(paramLabel = "RECORD-ID")
        String record = "";

        @Option(
                names = "--frame",
                paramLabel = "FILE",
                description = "the published one; by default what records make now")
        @Nullable
        Path frame;

        @Mixin
        NodeOption node = new NodeOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws IOException {
            ObjectNode order = JSON.objectNode().put("what", "verify").put("record", record);
            if (frame != null) {
                order.put("frame", read(frame));
            }
            ObjectNode answer = ask(node, order);
            terminal.print(answer);
            String verdict = answer.path("verdict").asText();
            terminal.say(
                    switch (verdict) {
                        case "same" -> terminal.in("抽取结果一致", "the same was drawn");
                        case "frame-differs" ->
                            terminal.in(
                                            "抽样框与公布的不同：用 --frame 给出公布的文件，",
                                            "the frame is another than the published one: give that file with --frame; ")
                                    + answer.path("frameDigest").asText() + " / "
                                    + answer.path("frameDigestNow").asText();
                        default -> terminal.in("抽取结果不一致", "something else was drawn");
                    });
            return verdict.equals("same") ? Exit.DONE : Exit.DATA;
        }
    }
}

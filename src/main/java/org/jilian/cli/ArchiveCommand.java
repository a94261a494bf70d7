package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jilian.archive.ArchiveCheck;
import org.jilian.archive.ArchiveOrder;
import org.jilian.archive.ArchivePage;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.WrongUseException;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Draft;
import org.jilian.record.Subject;
import org.jilian.rules.DocumentNumber;
import org.jilian.rules.Period;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All that a node holds about one person, in one file, for a reason that is audited. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        subcommands = {ArchiveCommand.Verify.class, CommandLine.HelpCommand.class},
        description = "Writes the learning archive of one person; each look-up is audited, with its reason. 学习档案")
@SuppressWarnings("SystemConsoleNull") // a console that is no terminal reads nothing
final class ArchiveCommand extends NodeCommand {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @Option(names = "--subject", paramLabel = "PSEUDONYM", description = "whom; else by number")
    @Nullable
    String subject;

    @Option(
            names = "--number-file",
            paramLabel = "FILE",
            description = "a file with the document's number; never on the command line, which others can read. With"
                    + " neither, it is asked for at the terminal")
    @Nullable
    Path numberFile;

    @Option(names = "--document-type", paramLabel = "CODE", description = "of the number; default: 111, 居民身份证")
    String documentType = DocumentNumber.IDENTITY_CARD;

    @Option(names = "--reason", paramLabel = "TEXT", description = "stands in the audit trail: names nobody")
    String reason = "";

    @Option(names = "--period", paramLabel = "YEAR", description = "of hours and certificates; default: all")
    @Nullable
    String period;

    @Option(names = "--out", paramLabel = "FILE", description = "the archive, which its owner alone may read")
    @Nullable
    Path out;

    @Option(names = "--html", paramLabel = "FILE", description = "a page to read and print, numbers masked")
    @Nullable
    Path html;

    @Override
    public Integer call() throws IOException {
        Path file = out;
        if (file == null) {
            throw new WrongUseException("--out should name the file to write the archive into, but is not given");
        }
        if (reason.isBlank()) {
            throw new WrongUseException("--reason should say why the person is looked up (查询事由), but is not given");
        }
        OwnersFile.shouldNotBe(file);
        Path page = html;
        if (page != null) {
            OwnersFile.shouldNotBe(page);
        }
        ArchiveOrder order = order();
        ObjectNode archive;
        try (Desk desk = NodeOption.desk(node.home())) {
            archive = desk.archive(order);
        }
        OwnersFile.write(file, CanonicalJson.text(archive) + "\n");
        if (page != null) {
            OwnersFile.write(page, ArchivePage.of(archive));
        }
        int records = archive.path("records").size();
        terminal.print(JsonNodeFactory.instance
                .objectNode()
                .put("file", file.toString())
                .put("records", records)
                .set("subjects", archive.path("subjects")));
        terminal.say(
                file + ": " + records + terminal.in(" 条记录；查询已记入审计", " records; the look-up is in the audit trail"));
        for (JsonNode each : archive.path("judgements")) {
            terminal.say("  " + each.path("period").asText() + "  "
                    + each.path("judgement").path("totals").path("all").asText("–")
                    + (each.path("judgement").path("met").asBoolean()
                            ? terminal.in(" 达标", " met")
                            : terminal.in(" 未达标", " short")));
        }
        return records == 0 ? Exit.DATA : Exit.DONE;
    }

    private ArchiveOrder order() throws IOException {
        Optional<Period> only = Optional.ofNullable(period).map(text -> terminal.period("--period", text));
        // the operating system's word: whoever has an account of his own on the node's machine is known by it
        String who = System.getProperty("user.name", "unknown");
        String given = subject;
        if (given != null) {
            if (numberFile != null) {
                throw new WrongUseException("--subject or --number-file should be given, but both are");
            }
            Subject parsed = Subject.parse(given)
                    .orElseThrow(() -> new WrongUseException(
                            "--subject should be a pseudonym such as 1:0a1b… (40 hex digits), but is '" + given + "'"));
            return new ArchiveOrder(Optional.of(parsed), Optional.empty(), who, reason, only);
        }
        return new ArchiveOrder(Optional.empty(), Optional.of(number()), who, reason, only);
    }

    private Draft.PersonNumber number() throws IOException {
        Path file = numberFile;
        String text;
        if (file != null) {
            text = Files.readString(file, StandardCharsets.UTF_8).strip();
        } else {
            java.io.Console console = System.console();
            char[] typed = console == null ? null : console.readPassword("%s", terminal.in("证件号码：", "Number: "));
            if (typed == null || typed.length == 0) {
                throw new WrongUseException(
                        "whom to look up should be said with --subject, --number-file or at a terminal, but is not");
            }
            text = new String(typed);
        }
        return DocumentNumber.check(documentType, text, LocalDate.now(CHINA))
                .fold(
                        valid -> new Draft.PersonNumber(
                                valid.value().type(), valid.value().number()),
                        wrong -> {
                            throw new WrongUseException(wrong.what().in(terminal.locale()));
                        });
    }

    /** Whether an archive holds what was signed. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks every record of an archive offline; exit code 1 unless all are proved. 核验学习档案")
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        Path file = Path.of("");

        @Mixin
        RootOption root = new RootOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws IOException {
            CommandLog.quiet();
            GivenFile.shouldBe(file);
            List<ArchiveCheck.Line> lines = new ArchiveCheck(root.certificate()).judge(Files.readAllBytes(file));
            long proved = lines.stream()
                    .filter(line -> line.fate() == ArchiveCheck.Fate.PROVED)
                    .count();
            ArrayNode versions = JsonNodeFactory.instance.arrayNode();
            for (ArchiveCheck.Line line : lines) {
                String fate = line.fate().name().toLowerCase(Locale.ROOT).replace('_', '-');
                versions.addObject()
                        .put("record", line.record())
                        .put("version", line.version())
                        .put("fate", fate)
                        .put("reason", line.reason());
                terminal.say(word(line.fate()) + "  " + line.record() + " " + line.version()
                        + (line.reason().isEmpty() ? "" : ": " + line.reason()));
            }
            terminal.print(JsonNodeFactory.instance
                    .objectNode()
                    .put("genuine", proved == lines.size())
                    .put("proved", proved)
                    .set("versions", versions));
            terminal.say(proved
                    + terminal.in(" 条已证明，共 ", " proved of ")
                    + lines.size()
                    + terminal.in(
                            "；认定和汇总未经签名，是否缺少记录无法由此得知",
                            "; judgements are not signed, and whether a record was left out, no proof says"));
            return proved == lines.size() ? Exit.DONE : Exit.DATA;
        }

        private String word(ArchiveCheck.Fate fate) {
            return switch (fate) {
                case PROVED -> terminal.in("已证明", "proved");
                case WITHOUT_PROOF -> terminal.in("无证明", "without proof");
                case REFUSED -> terminal.in("不可信", "REFUSED");
            };
        }
    }
}

package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.WrongUseException;
import org.jilian.duplicates.Decide;
import org.jilian.record.RecordId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records that may be of one person or institution: proposed by the program, decided by a person. */
@Command(
        name = "duplicates",
        mixinStandardHelpOptions = true,
        subcommands = {
            DuplicatesCommand.Confirm.class,
            DuplicatesCommand.Reject.class,
            DuplicatesCommand.Undo.class,
            CommandLine.HelpCommand.class
        },
        description = "Proposes records that may be of one person or institution; merges nothing. 疑似重复")
final class DuplicatesCommand extends NodeCommand {
    /** What is looked for. */
    enum Which {
        person,
        institution
    }

    private static final List<String> COLUMNS =
            List.of("proposal", "confidence", "record", "holder", "division", "name", "number", "unit");

    @Option(names = "--kind", paramLabel = "person|institution", description = "default: both")
    @Nullable
    Which kind;

    @Option(names = "--out", paramLabel = "FILE.xlsx", description = "a new spreadsheet, one row a record, masked")
    @Nullable
    Path out;

    @Override
    public Integer call() throws IOException {
        Path file = out;
        if (file != null) {
            OwnersFile.shouldNotBe(file);
        }
        ObjectNode found;
        try (Desk desk = NodeOption.desk(node.home())) {
            found = desk.duplicates(kind != Which.institution, kind != Which.person);
        }
        if (file != null) {
            OwnersFile.write(file, "");
            spreadsheet(file, found.path("proposals"));
        }
        terminal.print(found);
        for (JsonNode proposal : found.path("proposals")) {
            terminal.say(proposal.path("proposal").asText() + "  "
                    + proposal.path("confidence").asText() + "  " + terminal.in(proposal));
            for (JsonNode entry : proposal.path("entries")) {
                terminal.say("    " + entry.path("record").asText() + "  "
                        + entry.path("name").asText() + "  "
                        + entry.path("number").asText() + "  "
                        + entry.path("unit").asText());
            }
        }
        terminal.say(found.path("open") + terminal.in(" 项待确认", " to decide: duplicates confirm|reject PROPOSAL"));
        return found.path("open").asInt() == 0 ? Exit.DONE : Exit.DATA;
    }

    /** Every cell is text, and none begins as a formula does. */
    private static void spreadsheet(Path file, JsonNode proposals) throws IOException {
        try (OutputStream to = Files.newOutputStream(file);
                Workbook workbook = new Workbook(to, "jilian", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("疑似重复 Duplicates");
            for (int i = 0; i < COLUMNS.size(); i++) {
                sheet.value(0, i, COLUMNS.get(i));
            }
            sheet.value(0, COLUMNS.size(), "说明 note");
            int row = 1;
            for (JsonNode proposal : proposals) {
                for (JsonNode entry : proposal.path("entries")) {
                    for (int i = 0; i < COLUMNS.size(); i++) {
                        String column = COLUMNS.get(i);
                        JsonNode of = i < 2 ? proposal : entry;
                        sheet.value(row, i, text(of.path(column).asText()));
                    }
                    sheet.value(
                            row,
                            COLUMNS.size(),
                            proposal.path("zh").asText() + " "
                                    + proposal.path("en").asText());
                    row++;
                }
            }
        }
    }

    private static String text(String value) {
        return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    /** What both decisions are given. */
    abstract static class Deciding extends NodeCommand {
        @Parameters(paramLabel = "PROPOSAL")
        String proposal = "";

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "stands in the audit trail")
        String reason = "";

        ObjectNode decide(boolean same, Optional<RecordId> keep) {
            if (reason.isBlank()) {
                throw new WrongUseException("--reason should say why, but is empty");
            }
            Decide.Word word = new Decide.Word(proposal, System.getProperty("user.name", "unknown"), reason, keep);
            try (Desk desk = NodeOption.desk(node.home())) {
                return desk.decide(same, word);
            }
        }
    }

    /** They are one. */
    @Command(
            name = "confirm",
            mixinStandardHelpOptions = true,
            description = "They are one: one record is kept, the others are revoked and say so. 确认合并")
    static final class Confirm extends Deciding {
        @Option(
                names = "--keep",
                paramLabel = "RECORD-ID",
                description = "default: one that this node holds, of several the one whose id is smallest")
        @Nullable
        String keep;

        @Override
        public Integer call() {
            ObjectNode answer = decide(true, Optional.ofNullable(keep).map(RecordId::parse));
            terminal.print(answer);
            terminal.say(terminal.in("保留 ", "kept ") + answer.path("kept").asText());
            answer.path("merged").forEach(each -> terminal.say(terminal.in("并入 ", "merged ") + each.asText()));
            for (JsonNode each : answer.path("left")) {
                terminal.say(terminal.in("须由持有节点撤销 ", "to be revoked by the node that holds it: ")
                        + each.path("record").asText() + " ("
                        + each.path("holder").asText() + ")");
            }
            return answer.path("left").isEmpty() ? Exit.DONE : Exit.DATA;
        }
    }

    /** They were not. */
    @Command(
            name = "undo",
            mixinStandardHelpOptions = true,
            description = "A merger was wrong: the record that was merged away is in force again. 撤销合并")
    static final class Undo extends NodeCommand {
        @Parameters(paramLabel = "RECORD-ID", description = "the one that was merged into another")
        String record = "";

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "stands in the audit trail")
        String reason = "";

        @Override
        public Integer call() {
            if (reason.isBlank()) {
                throw new WrongUseException("--reason should say why, but is empty");
            }
            ObjectNode answer;
            try (Desk desk = NodeOption.desk(node.home())) {
                answer = desk.undoMerger(RecordId.parse(record), System.getProperty("user.name", "unknown"), reason);
            }
            terminal.print(answer);
            terminal.say(terminal.in("重新生效 ", "in force again ") + record);
            for (JsonNode each : answer.path("left")) {
                terminal.say(terminal.in("须由持有节点更正 ", "to be corrected by the node that holds it: ")
                        + each.path("record").asText() + " ("
                        + each.path("holder").asText() + ")");
            }
            return answer.path("left").isEmpty() ? Exit.DONE : Exit.DATA;
        }
    }

    /** They are not. */
    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            description = "They are not one; not asked again unless something compared changes. 否决")
    static final class Reject extends Deciding {
        @Override
        public Integer call() {
            ObjectNode answer = decide(false, Optional.empty());
            terminal.print(answer);
            terminal.say(terminal.in("已否决 ", "rejected ") + proposal);
            return Exit.DONE;
        }
    }
}

package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Mappings;
import org.jilian.cli.node.WrongUseException;
import org.jilian.intake.Mapping;
import org.jilian.intake.MappingText;
import org.jilian.intake.Suggest;
import org.jilian.intake.Suggestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a platform's files become records: a mapping proposed for a file that nobody has mapped yet. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        subcommands = {MapCommand.Propose.class, MapTryCommand.class, CommandLine.HelpCommand.class},
        description = "Proposes mappings for unknown files, and tries them. 映射")
final class MapCommand {
    private MapCommand() {}

    /** Says what each column of a file probably is, and writes the mapping that would read it. */
    @Command(
            name = "suggest",
            mixinStandardHelpOptions = true,
            description = {
                "Says of each column of a file which column of a mapping it probably is, and how sure that is.",
                "With --out, writes a mapping that knows the file's heads, too: look at it, then try it with 'validate'.",
                "Exit code 1 if a column that must be there was not found. 建议映射"
            })
    static final class Propose implements Callable<Integer> {
        @Parameters(paramLabel = "FILE")
        Path file = Path.of("");

        @Option(
                names = "--like",
                paramLabel = "M",
                description = "the mapping whose columns are looked for; default: ${DEFAULT-VALUE}",
                defaultValue = "roster")
        String like = "roster";

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "write the new mapping here; its name is the file's, without .yaml")
        @Nullable
        Path out;

        @Option(
                names = "--least",
                paramLabel = "0..1",
                description = "how sure a suggestion is to be to stand in it; default: ${DEFAULT-VALUE}",
                defaultValue = "0.6")
        double least = 0.6;

        @Mixin
        InstallationOption installation = new InstallationOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws IOException {
            CommandLog.quiet();
            GivenFile.shouldBe(file);
            Mappings mappings = Mappings.in(installation.config());
            Mapping mapping = mappings.named(like).mapping();
            Suggestion suggestion;
            try {
                suggestion = new Suggest(mapping, Clock.systemUTC()).of(file);
            } catch (Suggest.UnreadableException e) {
                terminal.say(e.reason().what().in(terminal.locale()) + "; "
                        + e.reason().remedy().in(terminal.locale()));
                terminal.print(JsonNodeFactory.instance
                        .objectNode()
                        .put("state", "refused")
                        .put("code", e.reason().code()));
                return Exit.DATA;
            }
            List<String> missing = suggestion.missing(mapping);
            say(suggestion, missing);
            if (out != null) {
                write(out, mappings.file(like), suggestion);
            }
            return missing.isEmpty() ? Exit.DONE : Exit.DATA;
        }

        private void say(Suggestion suggestion, List<String> missing) {
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("state", "suggested")
                    .put("head", suggestion.head());
            ArrayNode columns = document.putArray("columns");
            terminal.say(terminal.in("表头在第 ", "heads in row ") + suggestion.head() + terminal.in(" 行", ""));
            for (Suggestion.OfColumn each : suggestion.columns()) {
                ObjectNode column = columns.addObject().put("head", each.head());
                each.column().ifPresent(name -> column.put("column", name));
                column.put("confidence", Math.round(each.confidence() * 100) / 100.0);
                // no value of the file is shown: it may be a person's
                terminal.say(each.column()
                        .map(name -> String.format(
                                Locale.ROOT,
                                "  %3d%%  %s -> %s%s",
                                Math.round(each.confidence() * 100),
                                each.head(),
                                name,
                                each.confidence() < least ? terminal.in("  （待确认）", "  (to be confirmed)") : ""))
                        .orElse("     –  " + each.head() + terminal.in(" -> 不读取", " -> is not read")));
            }
            ArrayNode lacking = document.putArray("missing");
            missing.forEach(lacking::add);
            if (!missing.isEmpty()) {
                terminal.say(terminal.in("没有找到必需的列：", "not found, but required: ") + String.join(", ", missing));
            }
            terminal.print(document);
        }

        private void write(Path target, Path base, Suggestion suggestion) throws IOException {
            String name = target.getFileName().toString();
            if (!name.matches("[0-9a-z-]+\\.yaml")) {
                throw new WrongUseException("--out should name a file of 0-9 a-z - that ends in .yaml, but is " + name);
            }
            String text = MappingText.like(base, name.replace(".yaml", ""), suggestion, least);
            try {
                Files.writeString(target, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            } catch (java.nio.file.FileAlreadyExistsException e) {
                throw new WrongUseException(target + " should be a new file, but is there already", e);
            }
            terminal.say(terminal.in("已写出 ", "written: ")
                    + target
                    + terminal.in(
                            "；请核对后放入 config/mappings，并用 validate 试读",
                            "; look at it, lay it into config/mappings, and try it with 'validate'"));
        }
    }
}

package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jilian.cli.node.WrongUseException;
import org.jilian.crypto.Suite;
import org.jilian.intake.CodeTables;
import org.jilian.intake.PolicyFiles;
import org.jilian.rules.hours.Policies;
import org.jilian.rules.hours.Policy;
import org.jilian.rules.hours.PolicyMistakeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hour policies as they stand in {@code config/policies/}: what there is, what one says, and what it makes of hours. */
@Command(
        name = "policies",
        mixinStandardHelpOptions = true,
        subcommands = {
            PoliciesCommand.All.class,
            PoliciesCommand.Show.class,
            TryCommand.class,
            CommandLine.HelpCommand.class
        },
        description = "Lists, shows and tries hour policies; needs no node. 学时政策")
final class PoliciesCommand {
    private PoliciesCommand() {}

    /** Where they are. */
    static final class Folder {
        @Mixin
        InstallationOption installation = new InstallationOption();

        @Option(names = "--suite", paramLabel = "gm|intl", description = "the federation's, for digests; default: gm")
        String suite = "gm";

        Policies read() throws IOException {
            CommandLog.quiet();
            Path config = installation.config();
            try {
                return PolicyFiles.read(
                        config.resolve("policies"),
                        CodeTables.read(config.resolve("codes")),
                        Suite.named(suite).hash());
            } catch (PolicyMistakeException e) {
                throw new WrongUseException(String.valueOf(e.getMessage()), e);
            }
        }

        static Policy named(Policies all, String name) {
            return all.named(name)
                    .orElseThrow(() -> new WrongUseException("policy should be one of "
                            + all.all().stream().map(Policy::name).toList() + ", but is '" + name + "'"));
        }
    }

    /** All. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "All policies, by name. 列出")
    static final class All implements Callable<Integer> {
        @Mixin
        Folder folder = new Folder();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws IOException {
            Policies all = folder.read();
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode list = document.putArray("policies");
            for (Policy each : all.all()) {
                ObjectNode entry = list.addObject()
                        .put("policy", each.name())
                        .put("version", each.head().version())
                        .put("place", each.place())
                        .put("from", each.inForce().from().toString())
                        .put("beside", each.beside())
                        .put("label", each.head().label().in(terminal.locale()))
                        .put("digest", all.digest(each).toString());
                each.inForce().until().ifPresent(until -> entry.put("until", until.toString()));
                terminal.say(each.name() + "  " + each.place() + "  "
                        + each.inForce().from() + " – "
                        + each.inForce().until().map(Object::toString).orElse("") + "  "
                        + each.head().label().in(terminal.locale())
                        + (each.beside() ? terminal.in("（专项要求）", " (beside the general one)") : ""));
            }
            terminal.print(document);
            return Exit.DONE;
        }
    }

    /** One. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "What one policy says, as it travels. 查看")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "ID")
        String policy = "";

        @Mixin
        Folder folder = new Folder();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() throws IOException {
            Policies all = folder.read();
            Policy shown = Folder.named(all, policy);
            terminal.print(shown.write());
            terminal.say(shown.write().toPrettyString());
            terminal.say(terminal.in("摘要 ", "digest ") + all.digest(shown));
            return Exit.DONE;
        }
    }
}

package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jilian.cli.node.Desk;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may push records and ask for certificates over HTTP. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        subcommands = {
            TokenCommand.Issue.class,
            TokenCommand.All.class,
            TokenCommand.Revoke.class,
            CommandLine.HelpCommand.class
        },
        description = "Tokens of the HTTP interface for platforms. 接口令牌")
final class TokenCommand implements Runnable {
    @CommandLine.Spec
    CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "one of issue, list and revoke should be given");
    }

    @Command(name = "issue", mixinStandardHelpOptions = true, description = "Makes a token and shows it once. 签发令牌")
    static final class Issue extends NodeCommand {
        @Option(names = "--for", paramLabel = "NAME", required = true, description = "the platform that gets it")
        String who = "";

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                split = ",",
                required = true,
                description = "of records:write, certificates:read, persons:verify; several between commas")
        List<String> scopes = new ArrayList<>();

        @Option(names = "--mapping", paramLabel = "NAME", description = "binds it to this mapping; may be repeated")
        List<String> mappings = new ArrayList<>();

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "also lets it send records of this kind in the gateway's own form; may be repeated")
        List<String> kinds = new ArrayList<>();

        @Option(names = "--expires", paramLabel = "PERIOD", description = "from now, such as P90D; default: P1Y")
        String expires = "";

        @Override
        public Integer call() {
            ObjectNode order = JsonNodeFactory.instance
                    .objectNode()
                    .put("what", "issue")
                    .put("who", who)
                    .put("expires", expires);
            add(scopes, order.putArray("scopes"));
            add(mappings, order.putArray("mappings"));
            add(kinds, order.putArray("kinds"));
            ObjectNode issued;
            try (Desk desk = NodeOption.desk(node.home())) {
                issued = desk.tokens(order);
            }
            terminal.print(issued);
            terminal.say(issued.path("token").asText());
            if (!terminal.json) {
                // so that $(jilian token issue …) is the token alone
                terminal.err()
                        .println(terminal.in("令牌只显示这一次；编号 ", "the token is shown this once; its id is ")
                                + issued.path("id").asText()
                                + terminal.in("，有效期至 ", ", it expires ")
                                + issued.path("expires").asText());
            }
            return Exit.DONE;
        }

        private static void add(List<String> words, ArrayNode array) {
            words.forEach(array::add);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists tokens, never their text. 令牌列表")
    static final class All extends NodeCommand {
        @Override
        public Integer call() {
            ObjectNode all;
            try (Desk desk = NodeOption.desk(node.home())) {
                all = desk.tokens(JsonNodeFactory.instance.objectNode().put("what", "list"));
            }
            terminal.print(all);
            for (JsonNode token : all.path("tokens")) {
                terminal.say(
                        token.path("id").asText() + "  " + token.path("who").asText() + "  " + token.path("scopes")
                                + "  "
                                + (token.has("revoked")
                                        ? terminal.in("已撤销 ", "revoked ")
                                                + token.path("revoked").asText()
                                        : terminal.in("有效期至 ", "expires ")
                                                + token.path("expires").asText()));
            }
            return Exit.DONE;
        }
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "It opens nothing any more. 撤销令牌")
    static final class Revoke extends NodeCommand {
        @Parameters(paramLabel = "ID", description = "as 'token list' shows it")
        String id = "";

        @Override
        public Integer call() {
            ObjectNode revoked;
            try (Desk desk = NodeOption.desk(node.home())) {
                revoked = desk.tokens(JsonNodeFactory.instance
                        .objectNode()
                        .put("what", "revoke")
                        .put("id", id));
            }
            terminal.print(revoked);
            terminal.say(terminal.in("已撤销：", "revoked: ") + id);
            return Exit.DONE;
        }
    }
}

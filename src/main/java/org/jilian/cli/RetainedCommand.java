package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import org.jilian.record.Digest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives an input file back that the node keeps encrypted. */
@Command(
        name = "retained",
        mixinStandardHelpOptions = true,
        description = "Writes an input file that the node keeps, encrypted, back into a new file (mode 0600). 取回留存的原文件")
final class RetainedCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SHA256",
            description = "of the file: its report in import/failed/ and 'status --json' (imports) say it")
    String digest = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "must not exist yet")
    Path out = Path.of("");

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        Digest file = Digest.parse(digest);
        try (Desk desk = NodeOption.desk(node.home())) {
            ObjectNode document = desk.giveBack(file, out.toAbsolutePath());
            terminal.print(document);
            terminal.say(document.path("file").asText());
        }
        return Exit.DONE;
    }
}

package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies a node's SQLite database while the node goes on; PostgreSQL has its own tools. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Copies the SQLite database into a new file, whether the node runs or not. 备份")
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "must not exist yet")
    Path file = Path.of("");

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        try (Desk desk = NodeOption.desk(node.home())) {
            ObjectNode document = desk.backUp(file.toAbsolutePath());
            terminal.print(document);
            terminal.say(document.path("file").asText());
        }
        return Exit.DONE;
    }
}

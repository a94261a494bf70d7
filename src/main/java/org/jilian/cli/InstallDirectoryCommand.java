package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a node newer versions of the directory: the root authority's own node, mostly, from where they travel. */
@Command(
        name = "install-directory",
        mixinStandardHelpOptions = true,
        description =
                "Gives a node the directory's newer versions from a bundle; from the root authority's node they travel"
                        + " by themselves. 安装名录")
final class InstallDirectoryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE")
    Path bundle = Path.of("");

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        try (Desk desk = NodeOption.desk(node.home())) {
            ObjectNode document = desk.install(bundle);
            terminal.print(document);
            terminal.say(terminal.in("名录现为第 ", "directory version ")
                    + document.path("version")
                    + terminal.in(" 版", " is in force"));
        }
        return Exit.DONE;
    }
}

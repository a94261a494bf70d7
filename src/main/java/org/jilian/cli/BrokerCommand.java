package org.jilian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jilian.cli.node.BrokerFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What concerns a separate Artemis. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "A separate Artemis in place of the embedded one. 外部消息服务",
        subcommands = BrokerCommand.Export.class)
final class BrokerCommand {
    /** Writes the files that give it the embedded one's rules. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Writes broker.xml and the security files into an Artemis instance's etc directory; again after"
                            + " each change of the children or their TLS certificates. 导出安全配置")
    static final class Export implements Callable<Integer> {
        @Option(names = "--out", paramLabel = "DIR", required = true, description = "etc of the Artemis instance")
        Path out = Path.of("");

        @Option(names = "--host", description = "that it listens on; default: 0.0.0.0")
        String host = "0.0.0.0";

        @Option(names = "--port", required = true)
        int port;

        @Option(
                names = "--store-password-file",
                paramLabel = "FILE",
                required = true,
                description = "with the password for the key stores written here")
        Path storePassword = Path.of("");

        @Mixin
        NodeOption node = new NodeOption();

        @Override
        public Integer call() throws IOException {
            CommandLog.quiet();
            String password = Files.readString(storePassword).strip();
            new BrokerFiles(node.home()).write(out.toAbsolutePath(), host, port, password);
            return Exit.DONE;
        }
    }
}

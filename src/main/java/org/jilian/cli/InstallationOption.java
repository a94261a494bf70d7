package org.jilian.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which installation a command takes its settings from that has no node to take them from. */
final class InstallationOption {
    @Option(
            names = "--installation",
            paramLabel = "DIR",
            description = "where config/ is, and routes/ if nodes are to run; default: where bin/jilian was unpacked,"
                    + " else here")
    Path installation = Path.of(System.getProperty("jilian.installation", ""));

    Path config() {
        return installation.resolve("config").toAbsolutePath();
    }

    Path routes() {
        return installation.resolve("routes").toAbsolutePath();
    }
}

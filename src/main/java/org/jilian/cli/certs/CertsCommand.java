package org.jilian.cli.certs;

import picocli.CommandLine.Command;

/** Keys and certificates of a federation, and its directory. */
@Command(
        name = "certs",
        mixinStandardHelpOptions = true,
        description = "Authorities, keys, certificates and the directory of a federation. 证书与名录",
        subcommands = {
            CaCommand.class,
            RequestCommand.class,
            SignCommand.class,
            InstallCommand.class,
            SubjectKeyCommand.class,
            DirectoryCommand.class,
            ExampleCommand.class
        })
public final class CertsCommand {}

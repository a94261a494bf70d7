package org.jilian.cli.certs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.WrongUseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a password comes from: never from the command line, which others on the machine can read. */
@SuppressWarnings("SystemConsoleNull") // a console that is no terminal reads nothing
final class PasswordOption {
    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "file (mode 0600) with the password; else the environment variable JILIAN_PASSWORD; else asked for")
    @Nullable
    Path file;

    char[] password(String of) {
        Path given = file;
        if (given != null) {
            try {
                return Files.readString(given, StandardCharsets.UTF_8).strip().toCharArray();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the password file " + given, e);
            }
        }
        String environment = System.getenv(NodeHome.PASSWORD);
        if (environment != null) {
            return environment.toCharArray();
        }
        java.io.Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", of);
        if (typed == null || typed.length == 0) {
            throw new WrongUseException("the password of " + of + " should be given with --password-file, in "
                    + NodeHome.PASSWORD + " or at a terminal, but is not");
        }
        return typed;
    }
}

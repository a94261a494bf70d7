package org.jilian.cli;

import org.jilian.rules.Period;
import picocli.CommandLine.Option;

/** Which period a command is about, where it has to be about one. */
final class PeriodOption {
    @Option(
            names = "--period",
            paramLabel = "YEAR",
            required = true,
            description = "a year, or a cycle such as 2023-2025")
    String given = "";

    Period checked(Terminal terminal) {
        return terminal.period("--period", given);
    }
}

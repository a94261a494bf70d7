package org.jilian.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Yearly reports, their comparison, samples and double random draws. */
@Command(
        name = "statistics",
        mixinStandardHelpOptions = true,
        subcommands = {
            AnnualCommand.class,
            CompareCommand.class,
            FrameCommand.class,
            SampleCommand.class,
            DrawCommand.class,
            VerifyDrawCommand.class,
            CommandLine.HelpCommand.class
        },
        description = "Counts and draws lots: yearly reports, samples, double random. 年报、抽样、双随机")
final class StatisticsCommand {
    private StatisticsCommand() {}
}

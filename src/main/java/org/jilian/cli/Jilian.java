package org.jilian.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.jilian.cli.certs.CertsCommand;
import org.jilian.cli.node.WrongUseException;
import org.jilian.directory.MisconfiguredException;
import org.jilian.intake.MappingMistakeException;
import org.jilian.record.MalformedException;
import org.jilian.store.Fault;
import org.jilian.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one command a run, its exit code says how it ended (0 done, 1 data, 2 wrong use, 3 fault). */
@Command(
        name = "jilian",
        description = "A gateway that keeps every level's continuing-education records consistent. 级联：各级继续教育数据网关",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CertsCommand.class,
            InstallDirectoryCommand.class,
            BrokerCommand.class,
            BackupCommand.class,
            WaiveCommand.class,
            CheckCommand.class,
            ValidateCommand.class,
            MapCommand.class,
            ImportCommand.class,
            QuarantineCommand.class,
            AuthorCommand.class,
            StepCommand.class,
            CertificatesCommand.class,
            RetainedCommand.class,
            StatusCommand.class,
            TraceCommand.class,
            ExportProofCommand.class,
            VerifyCommand.class,
            SimulateCommand.class,
            BenchCommand.class,
            StatisticsCommand.class,
            ArchiveCommand.class,
            DuplicatesCommand.class,
            PoliciesCommand.class,
            TokenCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Jilian {
    private Jilian() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command in this process. @return its exit code */
    static int run(String... args) {
        PrintWriter err = writer(System.err);
        try {
            return commandLine(writer(System.out), err).execute(args);
        } catch (Error e) {
            // what is no exception passes picocli by, and Java's own exit code for it means something else here
            e.printStackTrace(err);
            return Exit.FAULT;
        }
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Jilian());
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((e, command, parsed) -> fault(e, command));
        return line;
    }

    private static int fault(Exception e, CommandLine command) {
        command.getErr().println(e.getMessage());
        boolean wrongUse = e instanceof WrongUseException
                || e instanceof MisconfiguredException
                || e instanceof MappingMistakeException
                || e instanceof MalformedException
                || (e instanceof StoreException store && store.fault() == Fault.LOCKED);
        if (!wrongUse) {
            e.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return wrongUse ? Exit.WRONG_USE : Exit.FAULT;
    }

    /** In what the terminal reads; a file or another program gets UTF-8, whatever the locale. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, Tty.charset()), true);
    }
}

package org.jilian.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jilian.cli.node.WrongUseException;
import org.jilian.simulate.InvariantBrokenException;
import org.jilian.simulate.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets federations live through seeded storms of faults. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs seeded simulations with faults; ends at the first broken invariant with exit code 3. 故障仿真")
final class SimulateCommand implements Callable<Integer> {
    private static final Pattern SEEDS = Pattern.compile("([0-9]{1,18})(?:\\.\\.([0-9]{1,18}))?");

    @Option(names = "--seeds", paramLabel = "A..B", required = true, description = "first and last seed, or one")
    String seeds = "";

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        CommandLog.quiet();
        Matcher range = SEEDS.matcher(seeds);
        if (!range.matches()) {
            throw new WrongUseException("--seeds should be like 1..500 or 7, but is '" + seeds + "'");
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        Simulation simulation = new Simulation();
        for (long seed = first; seed <= last; seed++) {
            try {
                say(simulation.run(seed));
            } catch (InvariantBrokenException e) {
                broken(seed, e);
                return Exit.FAULT;
            }
        }
        return Exit.DONE;
    }

    private void say(Simulation.Report report) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("seed", report.seed())
                .put("faults", report.faultCount())
                .put("messages", report.messages())
                .put("parcels", report.parcels())
                .put("records", report.records())
                .put("calmSeconds", report.calmedAfter().toSeconds());
        ObjectNode byKind = document.putObject("byKind");
        report.faults().forEach((kind, count) -> byKind.put(kind.name().toLowerCase(Locale.ROOT), count));
        terminal.print(document);
        terminal.say("seed " + report.seed() + ": " + report.faultCount() + " faults " + report.faults() + ", "
                + report.messages() + " messages, " + report.parcels() + " parcels, " + report.records()
                + " records, agreed after " + report.calmedAfter().toSeconds() + " s");
    }

    private void broken(long seed, InvariantBrokenException e) {
        String again = "jilian simulate --seeds " + seed + ".." + seed;
        terminal.print(JsonNodeFactory.instance
                .objectNode()
                .put("seed", seed)
                .put("broken", String.valueOf(e.getMessage()))
                .put("again", again));
        terminal.say("seed " + seed + " BROKE: " + e.getMessage());
        terminal.say(terminal.in("重现：", "to repeat it: ") + again);
    }
}

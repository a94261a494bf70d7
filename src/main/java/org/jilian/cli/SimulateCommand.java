package org.jilian.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jilian.cli.node.WrongUseException;
import org.jilian.simulate.FaultKind;
import org.jilian.simulate.Seeds;
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

    @Option(names = "--threads", paramLabel = "N", description = "seeds at a time; by default one a processor")
    int threads = Runtime.getRuntime().availableProcessors();

    private final Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);

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
        if (threads < 1) {
            throw new WrongUseException("--threads should be at least 1, but is " + threads);
        }
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        try {
            new Seeds(new Simulation(), threads).run(first, last, this::say);
        } catch (Seeds.BrokenException e) {
            broken(e);
            return Exit.FAULT;
        }
        if (last > first) {
            terminal.say(last - first + 1 + " seeds agreed, faults " + faults);
        }
        return Exit.DONE;
    }

    private void say(Simulation.Report report) {
        report.faults().forEach((kind, count) -> faults.merge(kind, count, Integer::sum));
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

    private void broken(Seeds.BrokenException e) {
        String again = "jilian simulate --seeds " + e.seed() + ".." + e.seed();
        terminal.print(JsonNodeFactory.instance
                .objectNode()
                .put("seed", e.seed())
                .put("broken", String.valueOf(e.getMessage()))
                .put("again", again));
        terminal.say(String.valueOf(e.getMessage()));
        terminal.say(terminal.in("重现：", "to repeat it: ") + again);
    }
}

package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.OpenNode;
import org.jilian.cli.node.ServedNode;
import org.jilian.crypto.Suite;
import org.jilian.record.NodeId;
import org.jilian.route.NodeLog;

/** One demo from an empty work directory on: nodes that run, rosters that were taken in, and what they agree on. */
public final class Demo implements AutoCloseable {
    /** Longer than any machine should need; a demo that has not agreed by then says what is outstanding. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final long POLL = 50;
    private static final List<GeneratedRoster> GENERATED = List.of(
            new GeneratedRoster(NodeId.of("370811"), "370899", "任城区"),
            new GeneratedRoster(NodeId.of("370200"), "370299", "青岛市"));

    private final DemoSettings settings;
    private final DemoHome home;
    private final Workers workers;
    private final RunningFederation federation;

    private Demo(DemoSettings settings, DemoHome home, Workers workers, RunningFederation federation) {
        this.settings = settings;
        this.home = home;
        this.workers = workers;
        this.federation = federation;
    }

    /** Makes and starts all nodes; nothing is taken in yet. */
    public static Demo start(DemoSettings settings, Clock clock) {
        DemoHome home = DemoHome.fresh(settings.work());
        // one log for the process, since all nodes are in it
        NodeLog.into(home.path().resolve("log/jilian.json"));
        Workers workers = new Workers(Math.max(2, Runtime.getRuntime().availableProcessors()));
        try {
            List<NodeHome> homes = new DemoFederation(
                            settings, settings.config().resolve("federation"), Suite.named(settings.suite()), clock)
                    .make(workers);
            RunningFederation federation = RunningFederation.start(homes, clock, workers);
            home.remember();
            return new Demo(settings, home, workers, federation);
        } catch (RuntimeException e) {
            workers.close();
            throw e;
        }
    }

    DemoSettings settings() {
        return settings;
    }

    DemoHome home() {
        return home;
    }

    RunningFederation federation() {
        return federation;
    }

    /** For what several nodes do side by side. */
    Workers workers() {
        return workers;
    }

    List<OpenNode> nodes() {
        return federation.nodes().stream().map(ServedNode::open).toList();
    }

    List<Rosters.Roster> rosters(String language) {
        return rosterFiles(language).all(nodes().stream().map(OpenNode::node).collect(Collectors.toSet()));
    }

    private Rosters rosterFiles(String language) {
        return new Rosters(settings.config().resolve("demo"), language);
    }

    /** Takes all sample rosters in, each node its own in their order, the nodes side by side. @return by node and file */
    public Map<String, ObjectNode> takeAllIn(String language) {
        Map<NodeId, List<Rosters.Roster>> byNode = new TreeMap<>();
        rosters(language)
                .forEach(roster -> byNode.computeIfAbsent(roster.node(), unused -> new ArrayList<>())
                        .add(roster));
        Map<String, ObjectNode> reports = new java.util.concurrent.ConcurrentSkipListMap<>();
        workers.each(
                List.copyOf(byNode.values()),
                files -> files.forEach(
                        roster -> reports.put(roster.file().getFileName().toString(), takeIn(roster, language))));
        if (settings.records() > 0) {
            Set<NodeId> here = nodes().stream().map(OpenNode::node).collect(Collectors.toSet());
            List<GeneratedRoster> generated = GENERATED.stream()
                    .filter(each -> here.contains(each.node()))
                    .toList();
            workers.each(
                    generated,
                    each -> reports.put(
                            each.node() + "-generated", takeIn(each, settings.records() / generated.size(), language)));
        }
        return reports;
    }

    private ObjectNode takeIn(GeneratedRoster roster, int records, String language) {
        Path file = roster.write(records);
        try {
            return takeIn(new Rosters.Roster(roster.node(), file), language);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    ObjectNode takeIn(Rosters.Roster roster, String language) {
        return rosterFiles(language).takeIn(federation, roster, done -> {});
    }

    Agreement with() {
        return new Agreement(nodes());
    }

    /** Waits until nothing is outstanding, and says what all agree on, or what is outstanding after all. */
    public ObjectNode agreement() throws InterruptedException {
        return agreement(() -> {});
    }

    ObjectNode agreement(Runnable meanwhile) throws InterruptedException {
        Agreement agreement = with();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (agreement.outstanding().isPresent() && System.nanoTime() < deadline) {
            meanwhile.run();
            Thread.sleep(POLL);
        }
        return agreement.document();
    }

    @Override
    public void close() {
        federation.close();
        workers.close();
    }
}

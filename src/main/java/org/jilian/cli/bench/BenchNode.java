package org.jilian.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.OpenNode;
import org.jilian.cli.node.ServedNode;
import org.jilian.crypto.Suite;
import org.jilian.exchange.Authored;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Channel;
import org.jilian.record.Draft;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;
import org.jilian.store.Ledgers;
import org.jilian.store.Unsealed;
import org.jspecify.annotations.Nullable;

/**
 * One node of the bench: what {@code serve} runs, and beside it a person at a desk who takes orders over standard input,
 * a line each, and answers with a line of JSON. Ends when its input does.
 */
public final class BenchNode {
    static final NodeId COUNTY = NodeId.of("370811");
    private static final LedgerId HOURS = ledger("hours");
    private static final LedgerId REGISTRY = ledger("registry");
    /** Milliseconds between two looks at the database, which cost the measured system something. */
    private static final long POLL = 1;

    private final OpenNode node;
    private final Runnable wake;

    private BenchNode(OpenNode node, Runnable wake) {
        this.node = node;
        this.wake = wake;
    }

    /** @param evidence whether parcels and receipts are signed and Merkle trees computed, as they are everywhere else */
    public static void run(NodeHome home, boolean evidence, BufferedReader orders, PrintStream answers)
            throws IOException, InterruptedException {
        Suite suite = evidence ? home.suite() : new WithoutEvidence(home.suite());
        try (ServedNode served = ServedNode.start(OpenNode.open(home, suite, Clock.systemUTC()))) {
            BenchNode bench = new BenchNode(served.open(), served::wake);
            answers.println(bench.facts()
                    .put("startMs", ManagementFactory.getRuntimeMXBean().getUptime()));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                answers.println(bench.obey(order.strip().split(" ")));
            }
        }
    }

    private ObjectNode obey(String... order) throws InterruptedException {
        return switch (order[0]) {
            case "author" -> author(number(order[1]), number(order[2]), number(order[3]));
            case "register" -> register(number(order[1]), number(order[2]));
            case "await" -> awaitHead(HOURS, number(order[1]), number(order[2]));
            case "await-register" -> awaitHead(REGISTRY, number(order[1]), number(order[2]));
            case "await-link" -> awaitLink(NodeId.of(order[1]));
            case "facts" -> facts();
            default -> throw new IllegalArgumentException("an order of the bench, but found " + order[0]);
        };
    }

    private static LedgerId ledger(String channel) {
        return new LedgerId(COUNTY, new Stream(Stream.Direction.ABOVE, COUNTY, new Channel(channel)));
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    /** Authors so many, so many a commit; then waits until all of them are in parcels. */
    private ObjectNode author(int from, int count, int batch) throws InterruptedException {
        Instant start = node.clock().instant();
        Instant firstCommit = null;
        Instant committed = start;
        int firsts = 0;
        long bytes = 0;
        for (int done = 0; done < count; done += batch) {
            List<Draft> drafts = Load.drafts(from + done, Math.min(batch, count - done));
            for (Authored result : node.exchange().author(drafts)) {
                if (result instanceof Authored.First first) {
                    firsts++;
                    bytes += first.version().bytes().length;
                }
            }
            committed = node.clock().instant();
            if (firstCommit == null) {
                firstCommit = committed;
            }
            wake.run();
        }
        awaitSealed();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("start", micros(start));
        document.put("firstCommit", micros(firstCommit));
        document.put("committed", micros(committed));
        document.put("sealed", micros(node.clock().instant()));
        document.put("records", firsts);
        document.put("recordBytes", bytes);
        return document.put("head", head(HOURS));
    }

    /** Registers whom so many hour records are of. */
    private ObjectNode register(int records, int batch) throws InterruptedException {
        List<Draft> drafts = Load.register(records);
        for (int done = 0; done < drafts.size(); done += batch) {
            node.exchange().author(drafts.subList(done, Math.min(drafts.size(), done + batch)));
            wake.run();
        }
        awaitSealed();
        return JsonNodeFactory.instance.objectNode().put("head", head(REGISTRY));
    }

    private void awaitSealed() throws InterruptedException {
        while (!node.database().read(Unsealed::backlogs).isEmpty()) {
            Thread.sleep(POLL);
        }
    }

    private long head(LedgerId ledger) {
        return node.database()
                .read(tx -> Ledgers.find(tx, ledger))
                .map(Ledgers.Position::sequence)
                .orElse(0L);
    }

    private ObjectNode awaitHead(LedgerId ledger, long sequence, long poll) throws InterruptedException {
        while (head(ledger) < sequence) {
            Thread.sleep(poll);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", micros(node.clock().instant()));
    }

    private ObjectNode awaitLink(NodeId neighbour) throws InterruptedException {
        while (!node.exchange().isConnected(neighbour)) {
            Thread.sleep(POLL);
        }
        return JsonNodeFactory.instance.objectNode().put("connected", neighbour.value());
    }

    private ObjectNode facts() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long collected = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(each -> Math.max(0, each.getCollectionTime()))
                .sum();
        return JsonNodeFactory.instance
                .objectNode()
                .put("node", node.node().value())
                .put("cpuMs", system.getProcessCpuTime() / 1_000_000)
                .put("gcMs", collected)
                .put("wireBytes", wireBytes())
                .put("refused", node.exchange().refusals());
    }

    /** Of everything this node holds as evidence: what one link carried up for it. */
    private long wireBytes() {
        return node.database()
                .read(tx -> tx.find(
                        "SELECT coalesce(sum(length(header) + length(signature) + coalesce(length(records), 0)"
                                + " + coalesce(length(disclosures), 0)), 0) AS n FROM parcel",
                        row -> row.number("n")))
                .orElse(0L);
    }

    private static long micros(@Nullable Instant at) {
        return Optional.ofNullable(at)
                .map(it -> ChronoUnit.MICROS.between(Instant.EPOCH, it))
                .orElse(0L);
    }
}

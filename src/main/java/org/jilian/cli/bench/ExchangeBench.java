package org.jilian.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jilian.cli.demo.DemoFederation;
import org.jilian.cli.demo.DemoSettings;
import org.jilian.cli.demo.Workers;
import org.jilian.crypto.Suite;
import org.jilian.record.NodeId;

/**
 * County, city and province as three JVMs with the beans that {@code serve} wires, each with its own database and broker,
 * mutual TLS between them. Hour records are authored at the county, and the clock stops when the province has committed
 * the last of them.
 */
public final class ExchangeBench {
    private static final NodeId CITY = NodeId.of("370800");
    private static final NodeId PROVINCE = NodeId.of("370000");
    /** Milliseconds between looks whether a record is there: of many seconds, and of a few milliseconds. */
    private static final int COARSE = 20;

    private static final int FINE = 1;

    /**
     * @param records authored while the clock runs
     * @param warmUp authored before, so that the virtual machines have compiled what they run
     * @param batch records a commit at the county
     * @param singles fresh records sent one by one over the quiet system
     */
    public record Plan(int records, int warmUp, int batch, int singles, boolean evidence, List<String> jvm) {}

    private final DemoSettings settings;
    private final Plan plan;
    private final Consumer<String> progress;

    public ExchangeBench(DemoSettings settings, Plan plan, Consumer<String> progress) {
        this.settings = settings;
        this.plan = plan;
        this.progress = progress;
    }

    public ObjectNode run() throws InterruptedException {
        makeHomes();
        try (NodeProcess province = start(PROVINCE);
                NodeProcess city = start(CITY);
                NodeProcess county = start(BenchNode.COUNTY)) {
            List<NodeProcess> all = List.of(county, city, province);
            List<JsonNode> started = all.stream().map(NodeProcess::answer).toList();
            county.ask("await-link " + CITY);
            city.ask("await-link " + PROVINCE);
            register(county, province);
            long warm =
                    authored(county, province, 0, plan.warmUp()).path("head").asLong();
            progress.accept("warm: " + plan.warmUp() + " records in " + warm + " parcels");
            List<JsonNode> before = facts(all);
            long server = Machine.postgresCpuMillis();
            JsonNode authored = authored(county, province, plan.warmUp(), plan.records());
            List<JsonNode> after = facts(all);
            ObjectNode document = rates(authored, before, after);
            document.put("postgresCpuMs", Machine.postgresCpuMillis() - server);
            document.set(
                    "latencyMs", latency(county, province, authored.path("head").asLong()));
            ArrayNode starts = document.putArray("startMs");
            started.forEach(each -> starts.add(each.path("startMs").asLong()));
            return document;
        }
    }

    private void makeHomes() {
        Suite named = Suite.named(settings.suite());
        try (Workers workers = new Workers(2)) {
            new DemoFederation(
                            settings,
                            settings.config().resolve("bench/federation"),
                            plan.evidence() ? named : new WithoutEvidence(named),
                            Clock.systemUTC())
                    .make(workers);
        }
    }

    private NodeProcess start(NodeId node) {
        return NodeProcess.start(node, settings.work(), plan.evidence(), plan.jvm());
    }

    /** Persons and institutions are known before their hours come, as anywhere. */
    private void register(NodeProcess county, NodeProcess province) {
        int records = plan.warmUp() + plan.records() + plan.singles();
        long head = county.ask("register " + records + " " + plan.batch())
                .path("head")
                .asLong();
        province.ask("await-register " + head + " " + COARSE);
    }

    /** Authors at the county and returns when the province has it; adds the instant {@code applied}. */
    private JsonNode authored(NodeProcess county, NodeProcess province, int from, int count) {
        ObjectNode authored = (ObjectNode) county.ask("author " + from + " " + count + " " + plan.batch());
        if (authored.path("records").asInt() != count) {
            throw new IllegalStateException("should have authored " + count + " records, but did "
                    + authored.path("records").asInt());
        }
        JsonNode applied = province.ask("await " + authored.path("head").asLong() + " " + COARSE);
        return authored.put("applied", applied.path("at").asLong());
    }

    private static List<JsonNode> facts(List<NodeProcess> all) {
        return all.stream().map(node -> node.ask("facts")).toList();
    }

    private ObjectNode rates(JsonNode authored, List<JsonNode> before, List<JsonNode> after) {
        double seconds =
                (authored.path("applied").asLong() - authored.path("start").asLong()) / 1e6;
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("records", plan.records());
        document.put("bytesPerRecord", authored.path("recordBytes").asLong() / plan.records());
        document.put("seconds", seconds);
        document.put("recordsPerSecond", Math.round(plan.records() / seconds));
        document.put(
                "wireBytesPerRecord",
                (after.get(2).path("wireBytes").asLong()
                                - before.get(2).path("wireBytes").asLong())
                        / plan.records());
        document.put("countyCommittedAfter", since(authored, "committed"));
        document.put("countySealedAfter", since(authored, "sealed"));
        for (int i = 0; i < after.size(); i++) {
            document.putObject(after.get(i).path("node").asText())
                    .put("cpuMs", difference(before.get(i), after.get(i), "cpuMs"))
                    .put("gcMs", difference(before.get(i), after.get(i), "gcMs"))
                    .put("refused", after.get(i).path("refused").asLong());
        }
        return document;
    }

    private static double since(JsonNode authored, String what) {
        return (authored.path(what).asLong() - authored.path("start").asLong()) / 1e6;
    }

    private static long difference(JsonNode before, JsonNode after, String fact) {
        return after.path(fact).asLong() - before.path(fact).asLong();
    }

    /** One record at a time over the quiet system: from the county's commit to the province's. */
    private ObjectNode latency(NodeProcess county, NodeProcess province, long head) throws InterruptedException {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < plan.singles(); i++) {
            Thread.sleep(200);
            province.order("await " + (head + i + 1) + " " + FINE);
            JsonNode one = county.ask("author " + (plan.warmUp() + plan.records() + i) + " 1 1");
            took.add((province.answer().path("at").asLong()
                            - one.path("committed").asLong())
                    / 1e3);
        }
        took.sort(null);
        ObjectNode latency = JsonNodeFactory.instance.objectNode().put("samples", took.size());
        if (!took.isEmpty()) {
            latency.put("median", took.get(took.size() / 2))
                    .put("p95", took.get(Math.min(took.size() - 1, took.size() * 95 / 100)))
                    .put("max", took.get(took.size() - 1));
        }
        return latency;
    }
}

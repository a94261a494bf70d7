package org.jilian.processes;

import static org.jilian.cli.demo.ThreeHomes.CITY;
import static org.jilian.cli.demo.ThreeHomes.COUNTY;
import static org.jilian.cli.demo.ThreeHomes.NODES;
import static org.jilian.cli.demo.ThreeHomes.PROVINCE;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jilian.cli.demo.PostgresDatabases;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.record.NodeId;
import org.jilian.store.StoreSettings;

/** County, city and province as three JVMs with mutual TLS between them and a database each. */
final class ThreeNodes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Of short lives: compiling thoroughly would cost more than it saves. */
    private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    private final ThreeHomes homes;
    private final Map<NodeId, NodeProcess> processes = new TreeMap<>();

    private ThreeNodes(ThreeHomes homes, List<String> county) {
        this.homes = homes;
        NODES.forEach(node ->
                processes.put(node, new NodeProcess(node, homes.config(), node.equals(COUNTY) ? county : OPTIONS)));
    }

    /** Nothing runs yet. */
    static ThreeNodes make(Path temp, Optional<PostgresDatabases> postgres) throws IOException {
        return new ThreeNodes(ThreeHomes.make(temp, postgres), OPTIONS);
    }

    /** @param county what the county's JVM is started with */
    static ThreeNodes make(Path temp, List<String> county) throws IOException {
        return new ThreeNodes(ThreeHomes.make(temp, Optional.empty()), county);
    }

    void startAll() throws IOException, InterruptedException {
        for (NodeProcess process : processes.values()) {
            process.start();
        }
        for (NodeProcess process : processes.values()) {
            process.awaitReady();
        }
    }

    ThreeHomes homes() {
        return homes;
    }

    NodeProcess process(NodeId node) {
        return java.util.Objects.requireNonNull(processes.get(node), node::value);
    }

    NodeProcess county() {
        return process(COUNTY);
    }

    NodeProcess city() {
        return process(CITY);
    }

    NodeProcess province() {
        return process(PROVINCE);
    }

    Tables tables(NodeId node) throws SQLException {
        StoreSettings store = homes.home(node).store();
        return Tables.of(node, store.jdbcUrl(), store.user(), store.password());
    }

    ImportProcess importAtCounty(Path file) throws IOException {
        return ImportProcess.start(file, COUNTY, homes.config());
    }

    /** Returns when every node's ledgers are receipted by both others. */
    void awaitQuiet() throws SQLException, InterruptedException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> outstanding = outstanding();
        while (!outstanding.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("all should be receipted after " + PATIENCE + ", but\n"
                        + String.join("\n", outstanding) + "\n" + said());
            }
            Thread.sleep(100);
            outstanding = outstanding();
        }
    }

    private List<String> outstanding() throws SQLException {
        List<String> outstanding = new ArrayList<>();
        for (NodeId node : NODES) {
            try (Tables tables = tables(node)) {
                outstanding.addAll(tables.outstanding(NODES));
            }
        }
        return outstanding;
    }

    /** What all of them said last. */
    String said() throws IOException {
        StringBuilder said = new StringBuilder();
        for (NodeProcess process : processes.values()) {
            said.append("== ")
                    .append(process)
                    .append('\n')
                    .append(process.said())
                    .append('\n');
        }
        return said.toString();
    }

    void stopAll() throws InterruptedException, IOException {
        for (NodeProcess process : processes.values()) {
            process.stop();
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (NodeProcess process : processes.values()) {
            process.close();
        }
    }
}

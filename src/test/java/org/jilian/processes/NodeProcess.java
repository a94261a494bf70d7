package org.jilian.processes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jilian.record.NodeId;
import org.jspecify.annotations.Nullable;

/** One node in a JVM of its own, over its whole life: started, killed, started again. */
final class NodeProcess implements Killable, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeId node;
    private final Path homes;
    private final List<String> options;
    private @Nullable Process process;

    /** @param options of the JVM */
    NodeProcess(NodeId node, Path homes, List<String> options) {
        this.node = node;
        this.homes = homes;
        this.options = List.copyOf(options);
    }

    Path home() {
        return homes.resolve(node.value());
    }

    /** What its embedded broker keeps; may be erased while the node is down. */
    Path broker() {
        return home().resolve("broker");
    }

    private Path output() {
        return home().resolve("serve.out");
    }

    @Override
    public void start() throws IOException {
        process = Program.start(
                options, output().toFile(), "serve", "--node", node.value(), "--config", homes.toString());
    }

    /** Returns when the node answers questions; its links may still be down. */
    @Override
    public void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!running().isAlive()) {
                throw new AssertionError(
                        node + " should run, but ended with " + running().exitValue() + "\n" + said());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(node + " should run after " + PATIENCE + ", but does not\n" + said());
            }
            Thread.sleep(20);
        }
    }

    /** A killed node leaves its control file, so that the process named in it is what counts. */
    private boolean isReady() throws IOException {
        Path control = home().resolve("control.json");
        return Files.exists(control)
                && JSON.readTree(Files.readString(control)).path("pid").asLong()
                        == running().pid();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** As a service manager stops it. */
    void stop() throws InterruptedException, IOException {
        running().destroy();
        if (!running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(node + " should stop within " + PATIENCE + ", but does not\n" + said());
        }
    }

    private Process running() {
        return java.util.Objects.requireNonNull(process, () -> node + " was never started");
    }

    /** The last it said, for whoever has to find out why. */
    String said() throws IOException {
        List<String> lines = Files.exists(output()) ? Files.readAllLines(output(), StandardCharsets.UTF_8) : List.of();
        return String.join("\n", new ArrayList<>(lines.subList(Math.max(0, lines.size() - 60), lines.size())));
    }

    @Override
    public String toString() {
        return node.value();
    }

    @Override
    public void close() throws InterruptedException {
        if (isAlive()) {
            kill();
        }
    }
}

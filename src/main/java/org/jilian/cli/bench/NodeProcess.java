package org.jilian.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jilian.record.NodeId;

/** A node of the bench in a JVM of its own, from the class path of this one. */
public final class NodeProcess implements AutoCloseable {
    /** What {@code bin/jilian} starts a node with, in a smaller heap. */
    public static final List<String> OPTIONS = List.of(
            "-Xmx768m",
            "-XX:+UseParallelGC",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.*::*,0.02");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = 20;

    private final NodeId node;
    private final Process process;
    private final Path log;
    private final PrintStream orders;
    private final BufferedReader answers;

    private NodeProcess(NodeId node, Process process, Path log) {
        this.node = node;
        this.process = process;
        this.log = log;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns at once; the first answer comes when the node is up. */
    static NodeProcess start(NodeId node, Path homes, boolean evidence, List<String> jvm) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        // where bin/jilian was prepared, its nodes start with the archive of classes, and these do too
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:SharedArchiveFile") || argument.startsWith("-Xlog:cds"))
                .forEach(command::add);
        String path = System.getProperty("java.class.path");
        if (path.endsWith(".jar") && !path.contains(System.getProperty("path.separator"))) {
            command.addAll(List.of("-jar", path));
        } else {
            command.addAll(List.of("-cp", path, "org.jilian.cli.Jilian"));
        }
        command.addAll(List.of("bench", "node", "--node", node.value(), "--config", homes.toString()));
        if (!evidence) {
            command.add("--without-evidence");
        }
        Path log = homes.resolve(node.value() + ".err");
        try {
            return new NodeProcess(
                    node,
                    new ProcessBuilder(command).redirectError(log.toFile()).start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a JVM for node " + node, e);
        }
    }

    void order(String line) {
        orders.println(line);
    }

    JsonNode answer() {
        try {
            String line = answers.readLine();
            // whatever else a JVM says on its standard output, a recording's beginning for one
            while (line != null && !line.startsWith("{")) {
                line = answers.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("node " + node + " ended before it answered: see " + log);
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("node " + node + " does not answer: see " + log, e);
        }
    }

    JsonNode ask(String line) {
        order(line);
        return answer();
    }

    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

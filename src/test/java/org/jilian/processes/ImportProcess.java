package org.jilian.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jilian.record.NodeId;

/** {@code jilian import FILE}, as the clerk types it. */
final class ImportProcess implements AutoCloseable {
    /** For a command that mostly waits: compiling thoroughly would take the cores from the nodes. */
    private static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djilian.installation=.");

    private final Process process;
    private final Path output;

    private ImportProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ImportProcess start(Path file, NodeId node, Path homes) throws IOException {
        return start(QUICK, file, node, homes);
    }

    static ImportProcess start(List<String> options, Path file, NodeId node, Path homes) throws IOException {
        Path output = homes.resolve("import-" + file.getFileName() + ".out");
        Files.deleteIfExists(output);
        return new ImportProcess(
                Program.start(
                        options,
                        output.toFile(),
                        "import",
                        file.toString(),
                        "--mapping",
                        "roster",
                        "--node",
                        node.value(),
                        "--config",
                        homes.toString(),
                        "--json"),
                output);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** @return its exit code */
    int await() throws InterruptedException, IOException {
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            throw new AssertionError("an import should end within ten minutes, but does not\n" + said());
        }
        return process.exitValue();
    }

    String said() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}

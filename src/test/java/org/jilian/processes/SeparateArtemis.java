package org.jilian.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.cli.demo.ThreeHomes.CITY;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jilian.cli.demo.ThreeHomes;
import org.jspecify.annotations.Nullable;

/** The real Artemis distribution in place of the city's embedded broker, with the files of {@code broker export}. */
final class SeparateArtemis implements Killable, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path instance;
    private final int port;
    private @Nullable Process process;

    private SeparateArtemis(Path instance, int port) {
        this.instance = instance;
        this.port = port;
    }

    /** Nothing runs yet; the city's settings name it from now on. */
    static SeparateArtemis make(ThreeHomes homes, Path folder) throws IOException, InterruptedException {
        Path distribution = Path.of(Optional.ofNullable(System.getProperty("jilian.artemis.distribution"))
                .orElseThrow(() -> new IllegalStateException(
                        "jilian.artemis.distribution should name apache-artemis-…-bin.tar.gz; mvn verify fetches it")));
        File log = folder.resolve("artemis-commands.log").toFile();
        run(new ProcessBuilder("tar", "xzf", distribution.toAbsolutePath().toString()).directory(folder.toFile()), log);
        Path home;
        try (Stream<Path> files = Files.list(folder)) {
            home = files.filter(file -> file.getFileName().toString().startsWith("apache-artemis"))
                    .findFirst()
                    .orElseThrow();
        }
        SeparateArtemis artemis = new SeparateArtemis(folder.resolve("artemis"), homes.port(CITY));
        run(
                new ProcessBuilder(
                        home.resolve("bin/artemis").toString(),
                        "create",
                        artemis.instance.toString(),
                        "--silent",
                        "--no-autotune",
                        "--nio",
                        "--no-web",
                        "--user=nobody",
                        "--password=" + java.util.UUID.randomUUID(),
                        "--java-memory=768M"),
                log);
        artemis.export(homes, log);
        homes.withSeparateBroker(CITY);
        return artemis;
    }

    private void export(ThreeHomes homes, File log) throws IOException, InterruptedException {
        Path password = Files.writeString(instance.resolve("store-password"), "throwAway1\n", StandardCharsets.UTF_8);
        Process export = Program.start(
                List.of("-XX:TieredStopAtLevel=1"),
                log,
                "broker",
                "export",
                "--out",
                instance.resolve("etc").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--store-password-file",
                password.toString(),
                "--node",
                CITY.value(),
                "--config",
                homes.config().toString());
        assertThat(export.waitFor()).as(Files.readString(log.toPath())).isZero();
    }

    private static void run(ProcessBuilder command, File log) throws IOException, InterruptedException {
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
    }

    /** Its journal, large messages and bindings. */
    Path data() {
        return instance.resolve("data");
    }

    @Override
    public void start() throws IOException {
        ProcessBuilder start =
                new ProcessBuilder(instance.resolve("bin/artemis").toString(), "run");
        start.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process = start.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        instance.resolve("run.out").toFile()))
                .start();
    }

    @Override
    public void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (System.nanoTime() > deadline || !running().isAlive()) {
                throw new AssertionError("Artemis should listen on " + port + ", but does not\n"
                        + Files.readString(instance.resolve("run.out")));
            }
            Thread.sleep(100);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The script that {@code artemis run} is, and the JVM under it. */
    @Override
    public void kill() throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(
                        running().descendants(), Stream.of(running().toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            each.onExit().join();
        }
        running().waitFor();
    }

    private Process running() {
        return java.util.Objects.requireNonNull(process, "Artemis was never started");
    }

    @Override
    public String toString() {
        return "Artemis";
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}

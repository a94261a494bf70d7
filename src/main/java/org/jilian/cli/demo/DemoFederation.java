package org.jilian.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jilian.cli.certs.Authorities;
import org.jilian.cli.certs.Publication;
import org.jilian.cli.certs.SubjectKeyFile;
import org.jilian.cli.node.DirectoryBundle;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.WrongUseException;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Suite;
import org.jilian.directory.FederationFolder;
import org.jilian.record.NodeId;

/**
 * Makes the homes of all nodes of a folder such as {@code config/federation} below a work directory: throw-away authorities and keys, ports
 * that are free now, and version 1 of a directory that names them.
 */
public final class DemoFederation {
    private static final Duration LIFE = Duration.ofDays(400);
    private static final int PASSWORD = 24;

    private final DemoSettings settings;
    private final Path source;
    private final Path work;
    private final Suite suite;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param source what describes the federation: {@code federation.yaml} and {@code nodes/} */
    public DemoFederation(DemoSettings settings, Path source, Suite suite, Clock clock) {
        this.settings = settings;
        this.source = source;
        this.work = settings.work().toAbsolutePath().normalize();
        this.suite = suite;
        this.clock = clock;
    }

    /** The homes, ready to be served. */
    public List<NodeHome> make(Workers workers) {
        try {
            List<NodeId> nodes = nodes();
            Path federation = work.resolve("federation");
            copyFederation(federation, nodes.size());
            Path certificates = work.resolve("certificates");
            String password = password();
            Authorities authorities = Authorities.create(
                    suite, "Jilian demo (throw-away)", certificates, password.toCharArray(), now(), LIFE, random);
            Authorities.writePrivate(certificates.resolve("password"), password);
            workers.each(nodes, node -> equip(node, authorities));
            SubjectKeyFile.write(
                    federation, suite, 1, now().minus(1, ChronoUnit.HOURS), readers(nodes, certificates), random);
            Publication.Version first = new Publication(suite, List.of(authorities.rootKey()))
                    .next(
                            DirectoryBundle.EMPTY,
                            List.of(authorities.rootCertificate()),
                            new FederationFolder(federation, settings.config().resolve("kinds"), certificates),
                            now());
            first.bundle().write(work.resolve("directory.bundle"));
            Files.writeString(
                    work.resolve("root.cert.pem"),
                    Certificates.pem(authorities.rootCertificate()),
                    StandardCharsets.US_ASCII);
            return nodes.stream()
                    .map(node -> NodeHome.at(work.resolve(node.value())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the demo federation in " + work, e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private List<NodeId> nodes() throws IOException {
        try (Stream<Path> files = Files.list(source.resolve("nodes"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> NodeId.of(name.substring(0, name.length() - ".yaml".length())))
                    .sorted()
                    .toList();
        } catch (java.nio.file.NoSuchFileException e) {
            throw new WrongUseException(
                    source + " should hold a federation's nodes/, but does not: run it where config/ is, or give"
                            + " --installation",
                    e);
        }
    }

    /** The federation's files as they are, but for the suite that was asked for and ports that are free on this machine. */
    private void copyFederation(Path target, int nodes) throws IOException {
        Iterator<Integer> ports = FreePorts.find(nodes).iterator();
        List<Path> files;
        try (Stream<Path> all = Files.walk(source)) {
            files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(source.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (line.startsWith("endpoint:")) {
                    lines.add("endpoint: 127.0.0.1:" + ports.next());
                } else if (line.startsWith("suite:")) {
                    lines.add("suite: " + settings.suite());
                } else {
                    lines.add(line);
                }
            }
            Files.write(copy, lines, StandardCharsets.UTF_8);
        }
    }

    private void equip(NodeId node, Authorities authorities) {
        Path home = work.resolve(node.value());
        String password = password();
        try {
            Files.createDirectories(home);
            authorities.equip(node, home.resolve("keys"), password.toCharArray(), List.of("localhost", "127.0.0.1"));
            Authorities.writePrivate(home.resolve("keys/password"), password);
            Files.writeString(home.resolve("node.yaml"), nodeFile(node, home), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the home of " + node, e);
        }
    }

    private String nodeFile(NodeId node, Path home) {
        String text = "# Written by the demo.\nnode: \"" + node + "\"\nsuite: " + settings.suite()
                + "\nroots: [../root.cert.pem]\ndirectory: ../directory.bundle\nconfig: \""
                + settings.config().toAbsolutePath() + "\"\nroutes: \""
                + settings.routes().toAbsolutePath() + "\"\nbroker: {host: 127.0.0.1}\n";
        if (settings.postgres().isEmpty()) {
            return text;
        }
        PostgresDatabases.Account account = settings.postgres().get().fresh(node);
        Authorities.writePrivate(home.resolve("database-password"), account.password());
        return text + "store: {url: \"" + account.jdbcUrl() + "\", user: \"" + account.user()
                + "\", password-file: database-password}\n";
    }

    /** Who may know the subject key: everybody who registers persons, that is everybody but the nation. */
    private List<X509Certificate> readers(List<NodeId> nodes, Path certificates) throws IOException {
        List<X509Certificate> readers = new ArrayList<>();
        for (NodeId node : nodes) {
            String file =
                    Files.readString(work.resolve("federation/nodes").resolve(node + ".yaml"), StandardCharsets.UTF_8);
            if (file.contains("\nreads-protected: [registry")) {
                readers.add(Certificates.read(Files.readAllBytes(
                        certificates.resolve("nodes").resolve(node.value()).resolve("encrypt.cert.pem"))));
            }
        }
        return readers;
    }

    private String password() {
        byte[] bytes = new byte[PASSWORD];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

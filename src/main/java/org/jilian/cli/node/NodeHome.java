package org.jilian.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jilian.console.ApiSettings;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Suite;
import org.jilian.record.NodeId;
import org.jilian.store.StoreSettings;
import org.jspecify.annotations.Nullable;

/**
 * A node's directory (节点目录): {@code node.yaml}, and beside it whatever it does not put elsewhere: {@code keys/},
 * {@code node.db}, {@code heads}, {@code broker/}, {@code import/}, {@code log/}, {@code error-spreadsheets/}. Paths in
 * {@code node.yaml} are relative to it.
 */
public final class NodeHome {
    /** Holds the password of the node's keys where no file does. */
    public static final String PASSWORD = "JILIAN_PASSWORD";

    private static final String FILE = "node.yaml";
    /** Input is kept half a year unless {@code retain-input} says otherwise: as long as the audit log at least. */
    private static final Period RETAINED = Period.ofMonths(6);

    /** Of one request, which is in memory while it is worked on. */
    private static final int MOST_MEGABYTES = 256;

    private static final int MOST_RECORDS = 100_000;

    private final Path path;
    private final NodeFile file;

    private NodeHome(Path path, NodeFile file) {
        this.path = path;
        this.file = file;
    }

    /** The home of a node below a directory of homes, or that directory itself if it is this node's. */
    public static NodeHome find(Path config, NodeId node) {
        for (Path candidate : List.of(config.resolve(node.value()), config)) {
            if (Files.isRegularFile(candidate.resolve(FILE))) {
                NodeHome home = at(candidate);
                if (home.node().equals(node)) {
                    return home;
                }
            }
        }
        throw new WrongUseException(config + " should hold " + node + "/" + FILE + ", but does not; homes there: "
                + all(config).stream().map(NodeHome::node).toList()
                + ". Give the directory of homes with --config, and one of them with --node");
    }

    /** Every home below a directory, in the order of the nodes' ids. */
    public static List<NodeHome> all(Path config) {
        if (!Files.isDirectory(config)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(config)) {
            return children.filter(child -> Files.isRegularFile(child.resolve(FILE)))
                    .sorted()
                    .map(NodeHome::at)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + config, e);
        }
    }

    public static NodeHome at(Path path) {
        Path real = path.toAbsolutePath().normalize();
        return new NodeHome(real, HomeFile.read(real.resolve(FILE), NodeFile.class));
    }

    public NodeId node() {
        return NodeId.of(file.node());
    }

    public Suite suite() {
        return Suite.named(file.suite());
    }

    public Path path() {
        return path;
    }

    public Path keys() {
        return resolve(file.keys(), "keys");
    }

    /** Where the directory's parcels lie that an operator brought; they are read at each start. */
    public Path bundle() {
        return resolve(file.directory(), "directory.bundle");
    }

    /** Mappings, kinds and code tables; by default those of the installation. */
    public Path config() {
        return ofInstallation(file.config(), "config");
    }

    public Path routes() {
        return ofInstallation(file.routes(), "routes");
    }

    /** Where bin/jilian was unpacked, or else the directory the program is started in. */
    private Path ofInstallation(@Nullable String given, String folder) {
        return given == null
                ? Path.of(System.getProperty("jilian.installation", ""))
                        .resolve(folder)
                        .toAbsolutePath()
                        .normalize()
                : path.resolve(given);
    }

    public Path lock() {
        return path.resolve("lock");
    }

    public Path heads() {
        return path.resolve("heads");
    }

    /** The one place where personal values lie in clear, for the clerk who corrects them; files there have mode 0600. */
    public Path errorSpreadsheets() {
        return path.resolve("error-spreadsheets");
    }

    /** Platforms this node is connected with, a file each; may not be there. */
    Path connections() {
        return path.resolve("connections");
    }

    /** Where documents and unpacked files lie while they are taken in, and no longer. */
    Path arriving() {
        return path.resolve("arriving");
    }

    /** JDBC drivers of platforms' databases; may not be there. */
    Path drivers() {
        return path.resolve("drivers");
    }

    public Path log() {
        return path.resolve("log").resolve("jilian.json");
    }

    Path control() {
        return path.resolve("control.json");
    }

    /** How long input files and refused rows are kept, encrypted. */
    public Period retained() {
        String given = file.retainInput();
        try {
            return given == null ? RETAINED : Period.parse(given);
        } catch (DateTimeParseException e) {
            throw new WrongUseException("retain-input of " + path.resolve(FILE)
                    + " should be a period like P180D or P6M, but is '" + given + "'");
        }
    }

    /** The root certificates that everything is verified with, pinned by hand. */
    public List<X509Certificate> roots() {
        List<String> files = file.roots();
        return (files == null ? List.of("root.cert.pem") : files)
                .stream().map(name -> certificate(path.resolve(name))).toList();
    }

    static X509Certificate certificate(Path file) {
        try {
            return Certificates.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the certificate " + file + ": bring it from the root authority by hand", e);
        }
    }

    public StoreSettings store() {
        NodeFile.Store store = file.store();
        String url = store == null ? null : store.url();
        if (store == null || url == null) {
            return StoreSettings.sqlite(path.resolve("node.db"));
        }
        if (url.startsWith("jdbc:sqlite:")) {
            return StoreSettings.sqlite(path.resolve(url.substring("jdbc:sqlite:".length())));
        }
        return StoreSettings.postgres(
                url,
                store.user() == null ? "" : store.user(),
                store.passwordFile() == null ? "" : text(path.resolve(store.passwordFile())));
    }

    /** The password of the keys, from a file or else the environment; whoever takes it clears it. */
    public char[] password() {
        Path passwordFile = resolve(file.passwordFile(), "keys/password");
        if (Files.isRegularFile(passwordFile)) {
            return text(passwordFile).toCharArray();
        }
        String environment = System.getenv(PASSWORD);
        if (environment == null) {
            throw new WrongUseException("the password of " + keys() + " should stand in " + passwordFile
                    + " (mode 0600) or in the environment variable " + PASSWORD + ", but stands in neither");
        }
        return environment.toCharArray();
    }

    Optional<Integer> brokerPort() {
        return Optional.ofNullable(file.broker()).map(NodeFile.Broker::port);
    }

    /** @throws WrongUseException if it would stand open in clear */
    Optional<OuterDoor> outerDoor() {
        return OuterDoor.of(file.http(), path.resolve(FILE));
    }

    private boolean isBehindProxy() {
        NodeFile.Http http = file.http();
        return http != null && Boolean.TRUE.equals(http.behindProxy());
    }

    /** How much platforms may ask over HTTP. */
    ApiSettings api() {
        ApiSettings usual = ApiSettings.USUAL;
        NodeFile.Api said = file.api();
        NodeFile.Api given = said == null ? new NodeFile.Api(null, null, null) : said;
        Integer megabytes = given.maxMegabytes();
        return new ApiSettings(
                megabytes == null ? usual.bytes() : inRange("max-megabytes", megabytes, MOST_MEGABYTES) << 20,
                inRange("max-records", orElse(given.maxRecords(), usual.records()), MOST_RECORDS),
                inRange(
                        "verifications-per-minute",
                        orElse(given.verificationsPerMinute(), usual.verificationsPerMinute()),
                        MOST_RECORDS),
                isBehindProxy());
    }

    private static int orElse(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private int inRange(String setting, int given, int most) {
        if (given < 1 || given > most) {
            throw new WrongUseException(
                    "api: " + setting + " of " + path.resolve(FILE) + " should be 1 to " + most + ", but is " + given);
        }
        return given;
    }

    /** What Spring is told, besides the broker's port. */
    Map<String, String> properties() {
        NodeFile.Broker broker = file.broker();
        // with an outer door, what is left stands on loopback
        NodeFile.Http http = outerDoor().isPresent() ? null : file.http();
        return Map.of(
                "jilian.broker.external",
                broker == null || broker.external() == null ? "" : broker.external(),
                "jilian.node",
                file.node(),
                "jilian.home",
                path.toString(),
                "jilian.config",
                config().toString(),
                "jilian.routes",
                routes().toString(),
                "jilian.broker.host",
                broker == null || broker.host() == null ? "0.0.0.0" : broker.host(),
                "jilian.http.address",
                http == null || http.address() == null ? OuterDoor.LOOPBACK : http.address(),
                "jilian.http.port",
                http == null || http.port() == null ? "0" : http.port().toString());
    }

    private Path resolve(@Nullable String given, String otherwise) {
        return path.resolve(given == null ? otherwise : given);
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public String toString() {
        return node() + " in " + path;
    }
}

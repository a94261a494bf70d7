package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jilian.cli.node.DirectoryBundle;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.OpenNode;
import org.jilian.crypto.Suite;
import org.jilian.directory.Node;
import org.jilian.record.NodeId;

/**
 * The homes of a county, its city and its province, the province the root, made as the demo makes them: each with keys
 * of its own, a port that is free, and version 1 of the directory. They are for processes of their own.
 */
public final class ThreeHomes {
    public static final NodeId COUNTY = NodeId.of("370811");
    public static final NodeId CITY = NodeId.of("370800");
    public static final NodeId PROVINCE = NodeId.of("370000");
    public static final List<NodeId> NODES = List.of(COUNTY, CITY, PROVINCE);

    private final Path work;

    private ThreeHomes(Path work) {
        this.work = work;
    }

    /** @param temp an empty directory; the homes come to lie in {@code work} below it */
    public static ThreeHomes make(Path temp, Optional<PostgresDatabases> postgres) throws IOException {
        Path config = temp.resolve("config");
        for (String folder : List.of("kinds", "codes", "mappings", "policies")) {
            copy(Path.of("config", folder), config.resolve(folder));
        }
        Path nodes = Files.createDirectories(config.resolve("federation/nodes"));
        Path given = Path.of("config/federation");
        for (NodeId node : NODES) {
            String text = text(given.resolve("nodes/" + node + ".yaml"));
            Files.writeString(nodes.resolve(node + ".yaml"), node.equals(PROVINCE) ? withoutParents(text) : text);
        }
        Files.writeString(
                config.resolve("federation/federation.yaml"),
                text(given.resolve("federation.yaml")).replace("\nroot: 000000", "\nroot: " + PROVINCE));
        DemoSettings settings =
                new DemoSettings(temp.resolve("work"), config, Path.of("routes").toAbsolutePath(), "gm", postgres, 0);
        DemoHome home = DemoHome.fresh(settings.work());
        try (Workers workers = new Workers(2)) {
            new DemoFederation(settings, config.resolve("federation"), Suite.named("gm"), Clock.systemUTC())
                    .make(workers);
        }
        return new ThreeHomes(home.path());
    }

    private static String withoutParents(String node) {
        return node.replaceAll("(?s)\nparents:\n( +-[^\n]*\n)+", "\n");
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** The directory of homes, as commands want it with {@code --config}. */
    public Path config() {
        return work;
    }

    public NodeHome home(NodeId node) {
        return NodeHome.at(work.resolve(node.value()));
    }

    /** Where the children of a node find its broker, by the directory. */
    public int port(NodeId node) {
        NodeHome home = home(node);
        return DirectoryBundle.read(home.bundle())
                .newest(home.suite(), home.roots())
                .node(node)
                .flatMap(Node::endpoint)
                .orElseThrow()
                .port();
    }

    /** From its next start on, the node runs no broker but uses one that listens at the same place. */
    public void withSeparateBroker(NodeId node) throws IOException {
        Path file = home(node).path().resolve("node.yaml");
        Files.writeString(
                file,
                text(file)
                        .replace("broker: {host: 127.0.0.1}", "broker: {external: \"127.0.0.1:" + port(node) + "\"}"));
    }

    /** From its next start on, the node runs the route files of another directory. */
    public void withRoutes(NodeId node, Path routes) throws IOException {
        Path file = home(node).path().resolve("node.yaml");
        Files.writeString(file, text(file).replaceFirst("\nroutes: .*", "\nroutes: \"" + routes + "\""));
    }

    /** What is asked of the nodes' own tables, while nobody else has them open. */
    public interface Question<T> {
        T of(List<OpenNode> nodes);
    }

    public <T> T whileAllAreDown(Question<T> question) {
        List<OpenNode> open = new ArrayList<>();
        try {
            NODES.forEach(node -> open.add(OpenNode.open(home(node), Clock.systemUTC())));
            return question.of(open);
        } finally {
            open.forEach(OpenNode::close);
        }
    }

    /** As {@code demo --once --json} prints it: the digests of both ends of each link, each from its own tables. */
    public static ObjectNode agreement(List<OpenNode> nodes) {
        return new Agreement(nodes).document();
    }
}

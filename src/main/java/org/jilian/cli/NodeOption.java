package org.jilian.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jilian.cli.demo.DemoHome;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.WrongUseException;
import org.jilian.record.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which node a command is about. */
final class NodeOption {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "directory with a home <node>/node.yaml for each node here; default: the last demo's")
    @Nullable
    Path config;

    @Option(names = "--node", paramLabel = "ID", description = "id of the node, such as 370811")
    @Nullable
    String node;

    NodeHome home() {
        String id = node;
        if (id != null) {
            return NodeHome.find(homes(), NodeId.of(id));
        }
        List<NodeHome> all = NodeHome.all(homes());
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new WrongUseException("which node is meant should be said with --node; there are "
                + all.stream().map(NodeHome::node).toList());
    }

    /** The node that was named, or else this one. */
    NodeHome homeOr(NodeId otherwise) {
        return node == null ? NodeHome.find(homes(), otherwise) : home();
    }

    boolean isNamed() {
        return node != null;
    }

    Path homes() {
        Path given = config;
        return given == null ? DemoHome.last() : given;
    }

    static Desk desk(NodeHome home) {
        CommandLog.quiet();
        return Desk.of(home, Clock.systemUTC());
    }
}

package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.NodeHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How a node stands, or each node of a directory of homes. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "How nodes stand. 节点状态")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        List<NodeHome> homes = node.isNamed() ? List.of(node.home()) : NodeHome.all(node.homes());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode nodes = document.putArray("nodes");
        for (NodeHome home : homes) {
            try (Desk desk = NodeOption.desk(home)) {
                ObjectNode status = desk.status();
                nodes.add(status);
                say(status);
            }
        }
        terminal.print(document);
        return Exit.DONE;
    }

    private void say(ObjectNode status) {
        terminal.say(status.path("node").asText()
                + (status.path("running").asBoolean()
                        ? terminal.in("（运行中）", " (running)")
                        : terminal.in("（未运行）", " (not running)"))
                + terminal.in("：记录 ", ": records ")
                + status.path("records")
                + terminal.in("，数据包 ", ", parcels ")
                + status.path("parcels")
                + terminal.in("，待封装 ", ", to seal ")
                + status.path("unsealed")
                + terminal.in("，拒收 ", ", refused ")
                + status.path("refused")
                + terminal.in("；名录第 ", "; directory version ")
                + status.path("directory").path("version")
                + terminal.in(" 版，有效期至 ", ", until ")
                + status.path("directory").path("expires").asText());
        for (JsonNode link : status.path("links")) {
            terminal.say("  " + link.path("neighbour").asText() + terminal.in("：待回执 ", ": lag ") + link.path("lag")
                    + "; " + link.path("words").asText());
        }
        status.path("troubles")
                .forEach(trouble -> terminal.say(terminal.in("  需处理：", "  to look at: ") + trouble.asText()));
    }
}

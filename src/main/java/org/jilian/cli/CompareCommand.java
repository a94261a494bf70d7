package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What nodes below have reported. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares the reports of nodes below with what their records held here come to. 年报核对")
final class CompareCommand extends StatisticsOrder {
    @Mixin
    PeriodOption period = new PeriodOption();

    @Option(names = "--of", paramLabel = "ID", description = "only this node's report; by default all nodes below")
    @Nullable
    String of;

    @Override
    public Integer call() {
        ObjectNode order = JSON.objectNode().put("what", "compare").put("period", period.given);
        if (of != null) {
            order.put("of", of);
        }
        ObjectNode answer = ask(order);
        terminal.print(answer);
        for (JsonNode each : answer.path("compared")) {
            terminal.say(each.path("node").asText() + ": "
                    + (each.path("agrees").asBoolean()
                            ? terminal.in("一致", "agrees")
                            : each.path("count") + terminal.in(" 处不一致", " differences")));
            each.path("differences")
                    .forEach(cell -> terminal.say("  " + cell.path("table").asText() + " "
                            + cell.path("by").asText() + "="
                            + cell.path("group").asText() + " "
                            + cell.path("item").asText() + " "
                            + cell.path("column").asText()
                            + terminal.in("：上报 ", ": reported ")
                            + cell.path("reported").asText("-")
                            + terminal.in("，计算 ", ", computed ")
                            + cell.path("computed").asText("-")));
        }
        answer.path("notReported")
                .forEach(each -> terminal.say(each.asText() + terminal.in("：未上报", ": has not reported")));
        return answer.path("agree").asBoolean() ? Exit.DONE : Exit.DATA;
    }
}

package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.node.OpenNode;
import org.jilian.record.NodeId;
import org.jilian.rules.Period;
import org.jilian.statistics.Annual;
import org.jilian.statistics.Compare;

/** Two cities file their year; the province works out the same from its own tables and compares. */
final class StatisticsAct {
    private static final NodeId SHANDONG = NodeId.of("370000");
    private static final List<NodeId> CITIES = List.of(NodeId.of("370800"), NodeId.of("370200"));
    private static final Period PERIOD = new Period("2025");

    private final Demo demo;
    private final Stage stage;

    StatisticsAct(Demo demo, Stage stage) {
        this.demo = demo;
        this.stage = stage;
    }

    void play() throws InterruptedException {
        stage.title(
                "十、2025 年报：各市上报，省厅自行计算并比对",
                "10. The year 2025: cities report, the province works it out itself and compares");
        for (NodeId city : CITIES) {
            OpenNode node = demo.federation().node(city).open();
            Annual annual = new Annual(node.self(), node.database(), node.exchange(), node.directory());
            ObjectNode report = annual.report(PERIOD);
            annual.file(PERIOD, city.value(), report);
            demo.federation().node(city).wake();
            whole(report)
                    .ifPresent(row -> stage.say("  " + city + stage.in("  登记 ", "  registered ")
                            + row.path("registered").asText()
                            + stage.in("，参训 ", ", took part ")
                            + row.path("participants").asText()
                            + stage.in("，参训率 ", ", rate ")
                            + row.path("rate").asText()
                            + stage.in(" %，学时 ", " %, hours ")
                            + row.path("hours").asText()));
        }
        demo.agreement();
        OpenNode province = demo.federation().node(SHANDONG).open();
        ObjectNode compared =
                new Compare(province.self(), province.database(), province.directory()).run(PERIOD, Optional.empty());
        long differences = compared.findValues("differences").stream()
                .mapToLong(JsonNode::size)
                .sum();
        stage.say(stage.in("省厅按本级数据重新计算，差异 ", "The province's own figures differ in ")
                + differences
                + stage.in(" 处。", " places."));
    }

    private static Optional<JsonNode> whole(ObjectNode report) {
        for (JsonNode row : report.path("tables").path("persons")) {
            if (row.path("by").asText().equals("all")) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}

package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.cli.node.LocalDesk;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;

/** A programme goes through the hands of county, city and province, each step signed by the level that takes it. */
final class ProgrammeAct {
    private static final NodeId QUFU = NodeId.of("370881");
    private static final NodeId JINING = NodeId.of("370800");
    private static final NodeId SHANDONG = NodeId.of("370000");

    private final Demo demo;
    private final Stage stage;

    ProgrammeAct(Demo demo, Stage stage) {
        this.demo = demo;
        this.stage = stage;
    }

    void play() throws InterruptedException {
        stage.title(
                "八、一个高级研修项目：曲阜申报，济宁推荐，省厅公示并下达",
                "8. An advanced seminar: Qufu proposes, Jining recommends, the province publishes and approves");
        ObjectNode draft =
                JsonNodeFactory.instance.objectNode().put("kind", "programme").put("period", "2026");
        draft.putObject("content")
                .put("code", "DEMO-2026-01")
                .put("title", "智能制造高级研修班（示例）")
                .put("level", "provincial")
                .put("programmeKind", "seminar")
                .put("applicant", "曲阜示例职业学校")
                .put("headcount", 60)
                .put("hours", "40");
        RecordId programme = RecordId.parse(desk(QUFU)
                .author(JsonNodeFactory.instance.arrayNode().add(draft))
                .path("records")
                .path(0)
                .path("record")
                .asText());
        demo.agreement();
        said(QUFU, "propose", "proposed");
        step(JINING, programme, "publicise", "{}");
        step(JINING, programme, "recommend", "同意推荐");
        step(SHANDONG, programme, "publicise", "公示五个工作日");
        step(SHANDONG, programme, "approve", "予以下达");
        long seen = demo.nodes().stream()
                .filter(node -> node.database()
                        .read(tx -> tx.find(
                                        "SELECT 1 AS one FROM record WHERE kind = 'programme' AND status = 'approved'",
                                        row -> row.number("one"))
                                .isPresent()))
                .count();
        stage.say(stage.in("下达后 ", "Approved, it is on record at ")
                + seen
                + stage.in(" 个节点可见：山东各级与国家级；河南不在范围内。", " nodes: Shandong's and the nation's; Henan is not concerned."));
    }

    private void step(NodeId node, RecordId programme, String step, String opinion) throws InterruptedException {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        if (!opinion.startsWith("{")) {
            change.put("opinion", opinion);
        }
        ObjectNode done = desk(node).step(programme, step, change);
        demo.agreement();
        if (done.has("status")) {
            said(node, step, done.path("status").asText());
        } else {
            stage.say("  " + Columns.left(node.value(), 12) + Columns.left(step, 12)
                    + stage.in("拒绝：", "refused: ")
                    + done.path("reason").asText());
        }
    }

    private void said(NodeId node, String step, String status) {
        stage.say("  " + Columns.left(node.value(), 12) + Columns.left(step, 12) + "→ " + status);
    }

    private LocalDesk desk(NodeId node) {
        return demo.federation().node(node).desk();
    }
}

package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jilian.certificate.IssueOrder;
import org.jilian.cli.node.LocalDesk;
import org.jilian.record.NodeId;
import org.jilian.rules.Period;

/** The province delegates two cities, and each judges its persons' hours of two years and issues their certificates. */
final class CertificateAct {
    private static final NodeId SHANDONG = NodeId.of("370000");
    private static final List<NodeId> CITIES = List.of(NodeId.of("370800"), NodeId.of("370200"));
    private static final List<String> PERIODS = List.of("2024", "2025");

    private final Demo demo;
    private final Stage stage;

    CertificateAct(Demo demo, Stage stage) {
        this.demo = demo;
        this.stage = stage;
    }

    /** @return the serial number of the doctor's certificate of 2025 */
    Optional<String> play() throws InterruptedException {
        stage.title("九、学时证明：省厅委托济宁、青岛认定并签发", "9. Hour certificates: the province delegates Jining and Qingdao");
        for (NodeId city : CITIES) {
            ObjectNode draft = JsonNodeFactory.instance.objectNode().put("kind", "delegation");
            draft.putObject("content")
                    .put("number", "DEMO" + city)
                    .put("node", city.value())
                    .put("from", "2024-01-01")
                    .putArray("divisions")
                    .add(city.value());
            desk(SHANDONG).author(JsonNodeFactory.instance.arrayNode().add(draft));
        }
        demo.agreement();
        demo.workers()
                .map(
                        CITIES,
                        city -> PERIODS.stream()
                                .map(period -> issue(city, period))
                                .toList())
                .forEach(said -> said.forEach(stage::say));
        demo.agreement();
        return doctor();
    }

    /** @return what to say of it */
    private String issue(NodeId city, String period) {
        long start = System.nanoTime();
        ObjectNode report = desk(city)
                .issue(
                        new IssueOrder(new Period(period), city.value(), Optional.empty(), false, false, false),
                        done -> {});
        long issued = report.path("issued").asLong();
        long met = demo.federation()
                .node(city)
                .open()
                .database()
                .read(tx -> tx.find(
                                "SELECT count(*) AS n FROM record WHERE kind = 'hour-certificate' AND author = ?"
                                        + " AND period = ? AND " + VERDICT_MET.in(tx.dialect()),
                                row -> row.number("n"),
                                city.value(),
                                period)
                        .orElse(0L));
        return "  " + city + "  " + period + stage.in("  签发 ", "  issued ")
                + Columns.right(String.valueOf(issued), 5)
                + stage.in("，达标 ", ", duty met ")
                + Columns.right(String.valueOf(met), 5)
                + stage.in("，学时记录 ", ", from hour records ")
                + Columns.right(report.path("records").asText(), 5)
                + stage.in("，用时 ", ", in ")
                + (System.nanoTime() - start) / 1_000_000
                + stage.in(" 毫秒", " ms");
    }

    /** A field of the content, in either engine's words. */
    private interface Condition {
        String in(org.jilian.store.Dialect dialect);
    }

    private static final Condition VERDICT_MET = dialect -> dialect == org.jilian.store.Dialect.SQLITE
            ? "body -> 'content' ->> 'verdict' = 'met'"
            : "body::json -> 'content' ->> 'verdict' = 'met'";

    /** The same doctor as before: hours of both trees on one certificate. */
    private Optional<String> doctor() {
        Optional<JsonNode> certificate = Person.find(
                        demo.federation().node(CITIES.get(0)).open(), Person.DOCTOR)
                .flatMap(person -> demo.federation()
                        .node(CITIES.get(0))
                        .open()
                        .database()
                        .read(tx -> tx.find(
                                "SELECT body FROM record WHERE kind = 'hour-certificate' AND subject = ?"
                                        + " AND period = '2025'",
                                row -> row.text("body"),
                                person.toString())))
                .map(body -> org.jilian.record.CanonicalJson.read(
                                body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .path("content"));
        certificate.ifPresent(content -> stage.say(stage.in("医生示例林的证明 ", "The doctor's certificate ")
                + content.path("serial").asText()
                + stage.in("：公需 ", ": public ")
                + content.path("publicHours").asText()
                + stage.in(" 学时来自区人社，专业 ", " hours from the district, professional ")
                + content.path("professionalHours").asText()
                + stage.in(" 学时来自卫健系统，共 ", " from the health line, together ")
                + content.path("totalHours").asText()
                + stage.in("，", ", ")
                + (content.path("verdict").asText().equals("met")
                        ? stage.in("达标", "duty met")
                        : stage.in("未达标", "duty not met"))));
        return certificate.map(content -> content.path("serial").asText());
    }

    private LocalDesk desk(NodeId node) {
        return demo.federation().node(node).desk();
    }
}

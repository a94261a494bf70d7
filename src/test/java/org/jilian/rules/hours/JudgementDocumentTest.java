package org.jilian.rules.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.rules.hours.Given.RENCHENG;
import static org.jilian.rules.hours.Given.carried;
import static org.jilian.rules.hours.Given.chosen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jilian.record.CanonicalJson;
import org.jilian.record.MalformedException;
import org.junit.jupiter.api.Test;

/** A certificate carries the judgement, and every level can make it again. */
class JudgementDocumentTest {
    private static final Facts PERSON = RENCHENG.withRank("420")
            .withUnitNature("public-institution")
            .withIndustry("卫生")
            .withTags(Set.of("对口支援"));
    private static final Choice.Chosen CHOSEN = chosen(PERSON, "2025");
    private static final List<HourLine> LINES = List.of(
            Lines.of("a", "professional", "3.5")
                    .unit("days")
                    .on("2025-03-11", "2025-03-14")
                    .line(),
            Lines.of("b", "public", "30.25").line(),
            Lines.of("c", "elective", "4").line(),
            Lines.of("d", "professional", "100").form("degree").period("2024").line());

    @Test
    void aJudgementIsReadBackFromItsCanonicalBytes() {
        Judgement judgement = Judge.judge(PERSON, CHOSEN, LINES, carried("2024", "1", "2"));
        byte[] bytes = CanonicalJson.write(judgement.write());

        Judgement read = Judgement.read(CanonicalJson.read(bytes));
        assertThat(read.write()).isEqualTo(judgement.write());
        assertThat(CanonicalJson.write(read.write())).isEqualTo(bytes);
        assertThat(read.lines().get(0).why().get(0).text())
                .isEqualTo(judgement.lines().get(0).why().get(0).text());
    }

    @Test
    void theDocumentSaysAllThatACertificateMustSay() {
        JsonNode document = Judge.judge(PERSON, CHOSEN, LINES, Carried.NOTHING).write();

        assertThat(document.path("policy").get(0).path("policy").asText()).isEqualTo("jining-2023");
        assertThat(document.path("policy").get(0).path("digest").asText()).matches("[0-9a-f]{64}");
        assertThat(document.path("totals"))
                .hasToString(
                        "{\"all\":\"101.25\",\"lines\":{\"public\":\"30.25\",\"professional\":\"71\"},\"carriedIn\":{}}");
        assertThat(document.path("duties"))
                .hasToString("[{\"of\":\"total\",\"least\":\"90\",\"counted\":\"101.25\",\"missing\":\"0\"},"
                        + "{\"of\":\"professional\",\"least\":\"60\",\"counted\":\"71\",\"missing\":\"0\"}]");
        assertThat(document.path("met").booleanValue()).isTrue();
        assertThat(document.path("lines").get(0))
                .hasToString(
                        "{\"record\":\"a\",\"version\":1,\"category\":\"professional\",\"counted\":\"21\","
                                + "\"why\":[{\"code\":\"line.converted\",\"parameters\":{\"amount\":\"3.5\",\"hours\":\"21\",\"source\":\"全脱产培训每天6学时（各省折算办法）\",\"unit\":\"days\"}}]}");
    }

    @Test
    void whoHoldsLinesAndPolicyMakesTheSameDocument() {
        ObjectNode document =
                Judge.judge(PERSON, CHOSEN, LINES, carried("2024", "1", "2")).write();
        List<HourLine> shuffled = new ArrayList<>(LINES);
        Collections.reverse(shuffled);

        assertThat(Judge.recompute(document, shuffled, CHOSEN.policy())).isEqualTo(document);
        assertThat(CanonicalJson.write(Judge.recompute(document, shuffled, CHOSEN.policy())))
                .isEqualTo(CanonicalJson.write(document));
    }

    @Test
    void anotherLineOrPolicyMakesAnother() {
        ObjectNode document =
                Judge.judge(PERSON, CHOSEN, LINES, Carried.NOTHING).write();
        Choice.Chosen other = chosen(Given.QINGDAO, "2025");

        assertThat(Judge.recompute(document, LINES.subList(1, 4), CHOSEN.policy()))
                .isNotEqualTo(document);
        assertThat(Judge.recompute(document, LINES, other.policy())).isNotEqualTo(document);
        assertThatThrownBy(() -> Judge.recompute(
                        document, LINES, chosen(Given.SHANGHAI, "2023-2025").policy()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("shanghai-example");
    }

    @Test
    void aDocumentThatContradictsItselfIsRefused() {
        refused(document -> ((ObjectNode) document.path("totals")).put("all", "200"), "totals");
        refused(document -> document.put("met", false), "met");
        refused(document -> document.put("remark", "无"), "remark");
        refused(document -> document.remove("notes"), "a field is missing");
        refused(document -> ((ObjectNode) document.path("lines").get(0)).put("hours", "21"), "lines");
        refused(document -> ((ObjectNode) document.path("lines").get(0)).put("counted", 21), "'counted'");
        refused(document -> ((ObjectNode) document.path("lines").get(0)).put("counted", "1e3"), "exact decimal");
        refused(document -> document.put("first", "2025"), "2026-01-31");
        refused(document -> document.put("period", "二〇二五"), "period of a judgement");
        refused(document -> document.remove("period"), "'period'");
        refused(
                document ->
                        ((ObjectNode) document.path("lines").get(0).path("why").get(0)).put("code", "line.new"),
                "one that this software knows");
    }

    private static void refused(Consumer<ObjectNode> change, String said) {
        ObjectNode document =
                Judge.judge(PERSON, CHOSEN, LINES, Carried.NOTHING).write();
        change.accept(document);
        assertThatThrownBy(() -> Judgement.read(document))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(said);
    }
}

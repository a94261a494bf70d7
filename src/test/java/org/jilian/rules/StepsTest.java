package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.crypto.Suite;
import org.jilian.intake.KindFiles;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.Level;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<NodeId, Level> LEVELS = Map.of(
            NodeId.of("000000"), Level.NATION,
            NodeId.of("370000"), Level.PROVINCE,
            NodeId.of("370800"), Level.CITY,
            NodeId.of("370811"), Level.COUNTY);

    private final Steps base = steps("base");

    private static Steps steps(String kind) {
        try {
            Kind read = KindFiles.read(Path.of("config/kinds")).get(new KindName(kind));
            return new Steps(read.workflow().orElseThrow(), node -> Optional.ofNullable(LEVELS.get(node)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static RecordVersion version(
            int number,
            Optional<RecordVersion> before,
            String author,
            String holder,
            String status,
            String content,
            String... streams) {
        try {
            ObjectNode document = JSON.createObjectNode()
                    .put("kind", "base")
                    .put("id", "370811:base:" + "a".repeat(32))
                    .put("version", number)
                    .put("author", author)
                    .put("holder", holder)
                    .put("status", status)
                    .put("division", "370811")
                    .put("at", "2026-03-01T00:00:00Z");
            before.ifPresent(each -> document.put("previous", each.digest().toString()));
            document.set("content", JSON.readTree(content.replace('\'', '"')));
            document.putArray("streams").add("above.370811/programmes");
            for (String stream : streams) {
                document.withArray("streams").add(stream);
            }
            return RecordVersion.of(document, Suite.named("intl").hash());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(content, e);
        }
    }

    private static RecordVersion applied(String level) {
        return version(1, Optional.empty(), "370811", "370800", "applied", "{'level':'" + level + "','name':'A'}");
    }

    private static RecordVersion after(
            RecordVersion before, String author, String holder, String status, String content, String... streams) {
        return version(before.version() + 1, Optional.of(before), author, holder, status, content, streams);
    }

    @Test
    void aCountyAppliesAndItsCityApprovesAMunicipalBase() {
        RecordVersion applied = applied("municipal");
        assertThat(base.beginning(applied)).isEmpty();

        RecordVersion approved = after(
                applied,
                "370800",
                "370800",
                "approved",
                "{'level':'municipal','name':'A','document':'1'}",
                "below.370800/programmes");
        assertThat(base.following(applied, approved)).isEmpty();
    }

    @Test
    void aCityDoesNotApproveAProvincialBase() {
        RecordVersion applied = applied("provincial");
        RecordVersion approved = after(
                applied,
                "370800",
                "370800",
                "approved",
                "{'level':'provincial','name':'A'}",
                "below.370800/programmes");

        assertThat(base.following(applied, approved))
                .hasValueSatisfying(problem -> assertThat(problem).contains("approve"));
    }

    @Test
    void anApprovalIsPublished() {
        RecordVersion applied = applied("municipal");
        RecordVersion secret = after(applied, "370800", "370800", "approved", "{'level':'municipal','name':'A'}");

        RecordVersion hidden = after(
                applied, "370800", "370800", "approved", "{'level':'municipal','name':'A'}", "below.370811/programmes");

        for (RecordVersion each : List.of(secret, hidden)) {
            assertThat(base.following(applied, each))
                    .hasValueSatisfying(problem -> assertThat(problem).contains("goes to the subtree of 370800"));
        }
    }

    @Test
    void onlyAStepPublishes() {
        RecordVersion applied = applied("municipal");
        RecordVersion published = after(
                applied, "370800", "370800", "applied", "{'level':'municipal','name':'A'}", "below.370800/programmes");

        assertThat(base.following(applied, published)).isPresent();
    }

    @Test
    void aHolderCorrectsWithoutAStepAndKeepsTheRecord() {
        RecordVersion applied = applied("municipal");

        assertThat(base.following(
                        applied, after(applied, "370800", "370800", "applied", "{'level':'municipal','name':'B'}")))
                .isEmpty();
        assertThat(base.following(
                        applied, after(applied, "370800", "370000", "applied", "{'level':'municipal','name':'B'}")))
                .isPresent();
    }

    @Test
    void noCorrectionMakesAnApprovalOneOfAnotherLevel() {
        RecordVersion applied = applied("municipal");
        RecordVersion approved = after(
                applied, "370800", "370800", "approved", "{'level':'municipal','name':'A'}", "below.370800/programmes");

        assertThat(base.following(
                        approved,
                        after(
                                approved,
                                "370800",
                                "370800",
                                "approved",
                                "{'level':'national','name':'A'}",
                                "below.370800/programmes")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("[level]", "only a step"));
    }

    @Test
    void noStepSkipsAState() {
        RecordVersion applied = applied("municipal");

        assertThat(base.following(
                        applied, after(applied, "370800", "370800", "removed", "{'level':'municipal','name':'A'}")))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("no step leads from 'applied' to 'removed'", "'recommend' to 'recommended'"));
    }

    @Test
    void whatComesWithoutItsPredecessorIsStillALevelsToSay() {
        RecordVersion applied = applied("municipal");
        String published = "below.370800/programmes";

        assertThat(base.joining(after(applied, "370800", "370800", "approved", "{'level':'municipal'}", published)))
                .isEmpty();
        assertThat(base.joining(after(applied, "370811", "370800", "approved", "{'level':'municipal'}", published)))
                .isPresent();
        assertThat(base.joining(after(applied, "370800", "370800", "approved", "{'level':'national'}", published)))
                .as("not this level's")
                .isPresent();
        assertThat(base.joining(after(applied, "370800", "370800", "approved", "{'level':'municipal'}")))
                .as("not published")
                .isPresent();
        assertThat(base.joining(after(applied, "370811", "370811", "approved", "{'level':'municipal'}")))
                .as("nobody corrects what he does not show")
                .isPresent();
    }

    @Test
    void whatALevelMayDoAloneNeedsNoPredecessor() {
        Steps complaint = steps("complaint");
        RecordVersion applied = applied("municipal");

        assertThat(complaint.joining(after(applied, "370800", "370811", "assigned", "{'handler':'370811'}")))
                .isEmpty();
        assertThat(complaint.joining(after(applied, "370811", "370811", "concluded", "{}")))
                .isEmpty();
        assertThat(complaint.joining(after(applied, "370811", "370811", "assigned", "{'handler':'370811'}")))
                .as("no county assigns")
                .isPresent();
        assertThat(steps("programme").joining(after(applied, "370811", "370811", "under-way", "{'level':'county'}")))
                .as("what nobody approved")
                .isPresent();
    }

    @Test
    void aWorkflowWithAStateThatNoStepReachesIsMalformed() throws Exception {
        String document = """
                {"kind":"x","label":{},"channel":"programmes","naturalKey":["content.code"],"streams":[],"schema":{},
                 "workflow":{"states":{"a":{},"b":{}},
                             "steps":[{"name":"begin","from":"start","to":"a","by":["city"]}]}}
                """;

        assertThatThrownBy(() -> Kind.read(JSON.readTree(document)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("a step to each state");
        assertThatThrownBy(() -> Kind.read(
                        JSON.readTree(document.replace(",\"b\":{}", "").replace("city", "town"))))
                .hasMessageContaining("nation, province, city or county");
        assertThatThrownBy(() -> Kind.read(JSON.readTree(
                        document.replace(",\"b\":{}", "").replace("\"by\"", "\"hands\":\"uncle\",\"by\""))))
                .hasMessageContaining("self, parent, author or content.<field>");
    }

    @Test
    void everyDescriptorSurvivesBeingWritten() throws Exception {
        for (Kind kind : KindFiles.read(Path.of("config/kinds")).values()) {
            assertThat(Kind.read(kind.write())).as(kind.name().value()).isEqualTo(kind);
        }
    }
}

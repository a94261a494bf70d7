package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.LANKAO;
import static org.jilian.domain.Country.QUFU;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.RENCHENG_HEALTH;
import static org.jilian.domain.Country.SCHOOL;
import static org.jilian.domain.Country.SHANDONG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jilian.exchange.Authored;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.rules.Period;
import org.jilian.statistics.Annual;
import org.jilian.statistics.CannotCountException;
import org.jilian.statistics.Compare;
import org.jilian.store.Discrepancy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** System 12: 年报, which the county files, the city works out as well, and both settle where they differ (S4). */
class StatisticsStoryTest {
    /** Plainly invented; the check digits are valid. */
    private static final String DOCTOR = "11010519491231002X";

    private static final String TEACHER = "440524188001010014";
    private static final String ENGINEER = "150102198807303035";
    private static final Period YEAR = new Period("2025");

    private final Country country = new Country(getClass());

    @AfterEach
    void close() {
        country.close();
    }

    private RecordId register(NodeId node, String number, String more) {
        return country.author(
                node,
                "person",
                "",
                Optional.of(number),
                "{'documentType':'111','documentNumber':'" + number + "','name':'示例'" + more + "}");
    }

    private RecordId hours(NodeId node, String number, String course, String hours, String more) {
        return country.author(
                node,
                "hour-record",
                "2025",
                Optional.of(number),
                "{'category':'public','course':'" + course + "','hours':'" + hours + "','startDate':'2025-03-01'" + more
                        + "}");
    }

    private RecordId trainingClass(NodeId node, String code, String more) {
        return country.author(
                node,
                "roster",
                "2025",
                "{'institution':'" + SCHOOL + "','code':'" + code + "','title':'示例班'" + more + "}");
    }

    private void aYearOfRencheng() {
        register(RENCHENG, DOCTOR, ",'titleRank':'412','industry':'Q','unitNature':'public-institution'");
        register(RENCHENG, TEACHER, ",'titleRank':'420','unitNature':'public-institution'");
        register(RENCHENG, ENGINEER, ",'titleRank':'435','unitNature':'non-public'");
        hours(RENCHENG, DOCTOR, "职业道德", "12.5", ",'form':'remote'");
        hours(RENCHENG, DOCTOR, "临床进展", "0.05", ",'form':'class'");
        hours(RENCHENG, TEACHER, "职业道德", "30", ",'form':'remote'");
        hours(RENCHENG, ENGINEER, "职业道德", "30", ",'form':'remote','result':'failed'");
        trainingClass(
                RENCHENG,
                "B-1",
                ",'classType':'seminar','headcount':60,'funding':'local','cost':'12000.5','category':'public'");
        trainingClass(RENCHENG, "B-2", ",'classType':'public','headcount':40,'funding':'local','cost':'999.5'");
    }

    private Annual annual(NodeId node) {
        return new Annual(
                country.self(node),
                country.database(node),
                country.at(node),
                country.at(node).directory());
    }

    private Authored file(NodeId node) {
        Authored filed = annual(node)
                .file(YEAR, node.value().substring(0, 6), annual(node).report(YEAR));
        country.settle();
        return filed;
    }

    private ObjectNode compare(NodeId node, NodeId of) {
        return new Compare(
                        country.self(node),
                        country.database(node),
                        country.at(node).directory())
                .run(YEAR, Optional.of(of));
    }

    /** Rows of a table as text, the figures in the order of their names. */
    private static List<String> rows(JsonNode report, String table, String by) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : report.path("tables").path(table)) {
            if (row.path("by").asText().equals(by)) {
                rows.add(row.properties().stream()
                        .filter(each -> !each.getKey().equals("by"))
                        .map(each -> each.getKey() + "=" + each.getValue().asText())
                        .sorted()
                        .collect(Collectors.joining(" ")));
            }
        }
        return rows;
    }

    private List<Discrepancy> open(NodeId node) {
        return country.discrepancies(node, Compare.DIFFER);
    }

    @Test
    void theReportCountsEachPersonOnceAndEachHourExactly() {
        aYearOfRencheng();
        ObjectNode report = annual(RENCHENG).report(YEAR);

        assertThat(rows(report, "persons", "all"))
                .as("two of three: whoever failed took no part")
                .containsExactly("group=all hours=42.55 participants=2 rate=66.7 records=3 registered=3 uncounted=1"
                        + " unregistered=0");
        assertThat(rows(report, "persons", "rank"))
                .containsExactly(
                        "group=junior hours=0 participants=0 rate=0.0 records=0 registered=1 uncounted=1 unregistered=0",
                        "group=middle hours=30 participants=1 rate=100.0 records=1 registered=1 uncounted=0"
                                + " unregistered=0",
                        "group=senior hours=12.55 participants=1 rate=100.0 records=2 registered=1 uncounted=0"
                                + " unregistered=0");
        assertThat(rows(report, "forms", "all"))
                .containsExactly(
                        "group=all hours=0.05 item=class persons=1 records=1",
                        "group=all hours=42.5 item=remote persons=2 records=2");
        assertThat(rows(report, "forms", "unit-nature"))
                .containsExactly(
                        "group=public-institution hours=0.05 item=class persons=1 records=1",
                        "group=public-institution hours=42.5 item=remote persons=2 records=2");
        assertThat(rows(report, "content", "industry")).containsExactly("courses=2 group=Q", "courses=1 group=none");
        assertThat(rows(report, "courses", "all"))
                .containsExactly(
                        "group=all hours=0.05 item=临床进展 records=1", "group=all hours=42.5 item=职业道德 records=2");
        assertThat(rows(report, "classes", "division"))
                .containsExactly(
                        "classes=1 cost=999.5 group=370811 headcount=40 item=public",
                        "classes=1 cost=12000.5 group=370811 headcount=60 item=seminar");
        assertThat(rows(report, "funding", "all"))
                .containsExactly("classes=2 cost=13000 group=all headcount=100 item=local");
    }

    @Test
    void whoIsRegisteredTwiceIsOnePersonAndWhatWasReportedTwiceOneRecord() {
        register(RENCHENG, DOCTOR, ",'titleRank':'412'");
        register(RENCHENG_HEALTH, DOCTOR, ",'titleRank':'420'");
        hours(RENCHENG, DOCTOR, "职业道德", "10", "");
        hours(RENCHENG_HEALTH, DOCTOR, "临床进展", "5", "");
        hours(RENCHENG_HEALTH, TEACHER, "临床进展", "5", ",'unit':'days'");

        ObjectNode report = annual(JINING).report(YEAR);

        assertThat(rows(report, "persons", "rank"))
                .containsExactly(
                        "group=senior hours=15 participants=1 rate=100.0 records=2 registered=1 uncounted=0"
                                + " unregistered=0",
                        "group=unregistered hours=0 participants=0 records=1 registered=0 uncounted=0 unregistered=1");
        assertThat(rows(report, "units", "all"))
                .as("what is not in hours is not added to hours")
                .containsExactly(
                        "amount=5 group=all item=days persons=1 records=1",
                        "amount=15 group=all item=hours persons=1 records=2");
        assertThat(rows(annual(RENCHENG).report(YEAR), "persons", "all"))
                .as("the district reports its own records alone")
                .containsExactly("group=all hours=10 participants=1 rate=100.0 records=1 registered=1 uncounted=0"
                        + " unregistered=0");
    }

    @Test
    void theCityComesToWhatTheCountyFiled() {
        aYearOfRencheng();
        register(QUFU, "110105194912310055", "");
        assertThat(file(RENCHENG)).isInstanceOf(Authored.First.class);

        ObjectNode compared = compare(JINING, RENCHENG);

        assertThat(compared.path("compared").path(0).path("differences")).isEmpty();
        assertThat(compared.path("agree").asBoolean()).isTrue();
        assertThat(open(JINING)).isEmpty();
        assertThat(compare(SHANDONG, RENCHENG).path("agree").asBoolean())
                .as("so does the province")
                .isTrue();
        assertThat(compare(JINING, QUFU).path("notReported").path(0).asText()).isEqualTo("370881");
    }

    @Test
    void whatDiffersIsFoundCorrectedAndSettled() {
        aYearOfRencheng();
        ObjectNode report = annual(RENCHENG).report(YEAR);
        ((ObjectNode) report.path("tables").path("persons").path(0)).put("registered", 4);
        Authored.First filed = (Authored.First) annual(RENCHENG).file(YEAR, "370811", report);
        country.settle();

        ObjectNode compared = compare(JINING, RENCHENG);

        assertThat(compared.path("agree").asBoolean()).isFalse();
        assertThat(compared.path("compared").path(0).path("differences"))
                .singleElement()
                .hasToString("{'table':'persons','by':'all','group':'all','item':'','column':'registered',"
                                .replace('\'', '"')
                        + "'reported':'4','computed':'3','difference':'1'}".replace('\'', '"'));
        assertThat(open(JINING)).singleElement().satisfies(each -> {
            assertThat(each.record()).isEqualTo(filed.version().id().toString());
            assertThat(each.evidence()).contains("registered").doesNotContain(DOCTOR);
        });

        assertThat(file(RENCHENG)).as("filed again").isInstanceOf(Authored.Next.class);
        assertThat(compare(JINING, RENCHENG).path("agree").asBoolean()).isTrue();
        assertThat(open(JINING)).isEmpty();
        assertThat(file(RENCHENG)).as("nothing is new").isInstanceOf(Authored.Unchanged.class);
    }

    @Test
    void aRecordThatChangesAfterwardsIsADifferenceUntilTheReportIsFiledAgain() {
        aYearOfRencheng();
        file(RENCHENG);
        hours(RENCHENG, ENGINEER, "安全生产", "6", "");

        assertThat(compare(JINING, RENCHENG).path("agree").asBoolean()).isFalse();
        assertThat(open(JINING)).hasSize(1);

        file(RENCHENG);
        assertThat(compare(JINING, RENCHENG).path("agree").asBoolean()).isTrue();
        assertThat(open(JINING)).isEmpty();
    }

    @Test
    void aYearWithoutRecordsAndANodeThatIsNotBelowAreRefusedWithWhatToNameInstead() {
        aYearOfRencheng();
        assertThatThrownBy(() -> annual(RENCHENG).report(new Period("2031")))
                .isInstanceOf(CannotCountException.class)
                .hasMessageContaining("there are hour records of [2025]");
        assertThatThrownBy(() -> compare(JINING, LANKAO)).hasMessageContaining("should be a node below 370800");
    }
}

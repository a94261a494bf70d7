package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.NATION;
import static org.jilian.domain.Country.QUFU;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.RENCHENG_HEALTH;
import static org.jilian.domain.Country.SHANDONG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jilian.archive.ArchiveCheck;
import org.jilian.archive.ArchiveOrder;
import org.jilian.archive.ArchivePage;
import org.jilian.archive.CannotLookUpException;
import org.jilian.archive.LearningArchive;
import org.jilian.certificate.IssueOrder;
import org.jilian.exchange.Revision;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Draft;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.Subject;
import org.jilian.rules.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** System 3: the learning archive (学习档案) of one person, wherever and whenever the person has learnt. */
class ArchiveStoryTest {
    /** Plainly invented; the check digits are valid. */
    private static final String DOCTOR = "11010519491231002X";

    private static final String TEACHER = "440524188001010014";

    private final Country country = new Country(getClass());
    private RecordId registration;

    @BeforeEach
    void register() {
        registration = country.author(
                RENCHENG,
                "person",
                "",
                Optional.of(DOCTOR),
                "{'documentType':'111','documentNumber':'" + DOCTOR
                        + "','name':'示例甲','unit':'任城示例医院','titleRank':'420'}");
    }

    @AfterEach
    void close() {
        country.close();
    }

    private RecordId hours(NodeId node, String period, String category, String course, String hours) {
        return country.author(
                node,
                "hour-record",
                period,
                Optional.of(DOCTOR),
                "{'category':'" + category + "','course':'" + course + "','hours':'" + hours + "','startDate':'"
                        + period + "-03-01','endDate':'" + period + "-03-20'}");
    }

    private ObjectNode archive(NodeId node) {
        return archive(node, DOCTOR, Optional.empty());
    }

    private ObjectNode archive(NodeId node, String number, Optional<Period> period) {
        return archives(node)
                .of(new ArchiveOrder(
                        Optional.empty(),
                        Optional.of(new Draft.PersonNumber("111", number)),
                        "clerk-7",
                        "职称评审",
                        period));
    }

    private LearningArchive archives(NodeId node) {
        return new LearningArchive(country.self(node), country.database(node), country.directory(), Country.POLICIES);
    }

    private static List<String> versions(JsonNode archive, String kind) {
        List<String> said = new ArrayList<>();
        for (JsonNode record : archive.path("records")) {
            if (record.path("kind").asText().equals(kind)) {
                record.path("versions")
                        .forEach(version -> said.add(version.path("version") + " "
                                + version.path("status").asText() + " "
                                + version.path("outcome").asText()));
            }
        }
        return said;
    }

    private List<ArchiveCheck.Line> checked(JsonNode archive) {
        return new ArchiveCheck(country.root())
                .judge(CanonicalJson.text(archive).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> audited(NodeId node) {
        return country.rows(
                node,
                "SELECT detail AS said FROM (SELECT n, event, detail FROM audit UNION ALL"
                        + " SELECT n + 1000000, event, detail FROM audit_waiting) lines"
                        + " WHERE event = 'archive.looked-up' ORDER BY n");
    }

    private static List<String> texts(JsonNode all, String field) {
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    @Test
    void whoMovedBetweenCountiesHasOneArchiveWithBothCountiesAndBothTrees() {
        hours(RENCHENG, "2024", "public", "职业道德", "30");
        hours(RENCHENG_HEALTH, "2024", "professional", "临床进展", "62.5");
        country.author(
                RENCHENG,
                "transfer",
                "",
                Optional.of(DOCTOR),
                "{'from':'370811','to':'370881','effectiveOn':'2025-01-01','newUnit':'曲阜示例医院'}");
        country.revise(RENCHENG, registration, Revision.handOver(QUFU));
        country.correct(QUFU, registration, "{'unit':'曲阜示例医院'}");
        hours(QUFU, "2025", "professional", "病历书写", "40");

        ObjectNode archive = archive(JINING);

        assertThat(versions(archive, "person"))
                .as("registered, handed over, with a new unit")
                .containsExactly("3 active applied", "2 active superseded", "1 active superseded");
        assertThat(versions(archive, "transfer")).hasSize(1);
        assertThat(versions(archive, "hour-record")).hasSize(3);
        assertThat(texts(archive.path("judgements"), "period")).containsExactly("2024", "2025");
        assertThat(archive.path("judgements")
                        .path(0)
                        .path("judgement")
                        .path("totals")
                        .path("all")
                        .asText())
                .isEqualTo("92.5");
        assertThat(archive.path("judgements")
                        .path(0)
                        .path("judgement")
                        .path("met")
                        .asBoolean())
                .isTrue();
        assertThat(archive.path("judgements")
                        .path(1)
                        .path("judgement")
                        .path("met")
                        .asBoolean())
                .isFalse();
        assertThat(checked(archive)).hasSize(7).allMatch(line -> line.fate() == ArchiveCheck.Fate.PROVED, "proved");
    }

    @Test
    void correctedAndRevokedRecordsStayVisibleAndCertificatesStandBesideWhatIsJudgedNow() {
        country.author(
                SHANDONG,
                "delegation",
                "",
                "{'number':'SD370800','node':'370800','divisions':['370800'],'from':'2024-01-01'}");
        RecordId course = hours(RENCHENG, "2025", "public", "职业道德", "30");
        country.issue(JINING, new IssueOrder(new Period("2025"), "370800", Optional.empty(), false, false, false));
        country.correct(RENCHENG, course, "{'hours':'24'}");
        country.revise(RENCHENG, hours(RENCHENG, "2025", "public", "误录", "5"), Revision.revoke());

        ObjectNode archive = archive(JINING);

        assertThat(versions(archive, "hour-record"))
                .containsExactlyInAnyOrder(
                        "2 active applied", "1 active superseded", "2 revoked applied", "1 active superseded");
        assertThat(archive.path("judgements")
                        .path(0)
                        .path("judgement")
                        .path("totals")
                        .path("all")
                        .asText())
                .as("now")
                .isEqualTo("24");
        assertThat(texts(archive.path("certificates"), "totalHours"))
                .as("as the certificate states")
                .containsExactly("30");
        assertThat(checked(archive)).allMatch(line -> line.fate() == ArchiveCheck.Fate.PROVED, "proved");
    }

    @Test
    void everyLookUpIsAuditedAlsoOneThatFindsNothing() {
        archive(JINING);
        ObjectNode nothing = archive(JINING, TEACHER, Optional.empty());

        assertThat(nothing.path("records")).isEmpty();
        assertThat(audited(JINING)).hasSize(2);
        assertThat(audited(JINING).get(0))
                .contains("\"who\":\"clerk-7\"", "\"reason\":\"职称评审\"", "\"records\":1")
                .contains("\"subjects\":[\"1:")
                .doesNotContain(DOCTOR, "示例甲");
        assertThat(audited(JINING).get(1)).contains("\"records\":0").doesNotContain(TEACHER);
    }

    @Test
    void nobodyGetsAnothersArchiveByBeingMergedIntoHim() {
        RecordId other = country.author(
                QUFU,
                "person",
                "",
                Optional.of(TEACHER),
                "{'documentType':'111','documentNumber':'" + TEACHER + "','name':'示例乙'}");
        country.revise(
                QUFU,
                other,
                Revision.revoke(Country.json("{'documentType':'111','mergedInto':'" + registration + "'}")));

        ObjectNode archive = archive(JINING, TEACHER, Optional.empty());

        assertThat(archive.path("subjects")).hasSize(1);
        assertThat(archive.toString()).contains("示例乙").doesNotContain("示例甲").doesNotContain(DOCTOR);
    }

    @Test
    void withoutAReasonNobodyIsLookedUp() {
        assertThatThrownBy(() -> new ArchiveOrder(
                        Optional.empty(),
                        Optional.of(new Draft.PersonNumber("111", DOCTOR)),
                        "clerk-7",
                        "  ",
                        Optional.empty()))
                .isInstanceOf(CannotLookUpException.class)
                .hasMessageContaining("reason");
    }

    @Test
    void aNodeThatMayNotReadProtectedValuesHasAnArchiveWithoutNameAndNumber() {
        hours(RENCHENG, "2025", "public", "职业道德", "30");

        ObjectNode nation = archive(NATION);

        assertThat(nation.path("records")).hasSize(2);
        assertThat(CanonicalJson.text(nation)).doesNotContain(DOCTOR, "示例甲");
        assertThat(ArchivePage.of(nation)).doesNotContain(DOCTOR, "示例甲");
        assertThat(CanonicalJson.text(archive(JINING))).contains(DOCTOR, "示例甲");
        assertThat(checked(nation)).allMatch(line -> line.fate() == ArchiveCheck.Fate.PROVED, "proved");
    }

    @Test
    void thePageMasksNumbersAndFetchesNothing() {
        hours(RENCHENG, "2025", "public", "<b>职业道德</b>", "30");

        String page = ArchivePage.of(archive(JINING));

        assertThat(page)
                .contains("示例甲", "110105********002X", "&lt;b&gt;职业道德", "学习档案 Learning archive")
                .doesNotContain(DOCTOR, "<b>", "http", "src=", "<script");
    }

    @Test
    void aPeriodLeavesTheHoursOfOthersOut() {
        hours(RENCHENG, "2024", "public", "职业道德", "30");
        hours(RENCHENG, "2025", "public", "法律法规", "12");

        ObjectNode archive = archive(JINING, DOCTOR, Optional.of(new Period("2025")));

        assertThat(versions(archive, "hour-record")).hasSize(1);
        assertThat(versions(archive, "person")).hasSize(1);
        assertThat(texts(archive.path("judgements"), "period")).containsExactly("2025");
    }

    @Test
    void thePseudonymFindsTheSame() {
        ObjectNode byNumber = archive(JINING);
        Subject subject =
                Subject.parse(byNumber.path("subjects").path(0).asText()).orElseThrow();

        ObjectNode bySubject = archives(JINING)
                .of(new ArchiveOrder(Optional.of(subject), Optional.empty(), "clerk-7", "年度考核", Optional.empty()));

        assertThat(bySubject.path("records")).isEqualTo(byNumber.path("records"));
    }

    @Test
    void oneChangedByteOfTheFileIsFoundAndTheRecordNamed() {
        RecordId changed = hours(RENCHENG, "2025", "public", "职业道德", "30");
        hours(RENCHENG, "2025", "public", "法律法规", "12");
        String file = CanonicalJson.text(archive(JINING));

        assertChanged(file.replace("\"hours\":\"30\"", "\"hours\":\"90\""), changed);
        assertChanged(file.replace("\"value\":\"示例甲\"", "\"value\":\"示例乙\""), registration);
        assertChanged(
                file.replace("\"record\":\"" + changed + "\"", "\"record\":\"" + registration + "\""), registration);
    }

    private void assertChanged(String file, RecordId named) {
        List<ArchiveCheck.Line> lines = new ArchiveCheck(country.root()).judge(file.getBytes(StandardCharsets.UTF_8));
        assertThat(lines.stream().filter(line -> line.fate() == ArchiveCheck.Fate.REFUSED))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.record()).isEqualTo(named.toString());
                    assertThat(line.reason()).isNotEmpty();
                });
        assertThat(lines.stream().filter(line -> line.fate() == ArchiveCheck.Fate.PROVED))
                .hasSize(2);
    }
}

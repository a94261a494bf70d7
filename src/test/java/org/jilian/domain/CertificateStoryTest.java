package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.JINING_HEALTH;
import static org.jilian.domain.Country.NATION;
import static org.jilian.domain.Country.POLICIES;
import static org.jilian.domain.Country.QUFU;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.RENCHENG_HEALTH;
import static org.jilian.domain.Country.SHANDONG;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.certificate.CannotIssueException;
import org.jilian.certificate.IssueOrder;
import org.jilian.certificate.IssueReport;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.rules.hours.HourLine;
import org.jilian.rules.hours.Judge;
import org.jilian.rules.hours.Judgement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Systems 2 and 17: hour certificates, issued by the delegated level, delivered up and back down, replaced and revoked. */
class CertificateStoryTest {
    /** Plainly invented; the check digits are valid. */
    private static final String DOCTOR = "11010519491231002X";

    private static final String TEACHER = "440524188001010014";

    private final Country country = new Country(getClass());

    @BeforeEach
    void delegate() {
        delegate("SD370800", JINING, "");
        register(RENCHENG, DOCTOR, "示例甲");
        register(QUFU, TEACHER, "示例乙");
    }

    @AfterEach
    void close() {
        country.close();
    }

    private RecordId delegate(String number, NodeId node, String further) {
        return country.author(
                SHANDONG,
                "delegation",
                "",
                "{'number':'" + number + "','node':'" + node + "','divisions':['370800'],'from':'2025-01-01'" + further
                        + "}");
    }

    private void register(NodeId node, String number, String name) {
        country.author(
                node,
                "person",
                "",
                Optional.of(number),
                "{'documentType':'111','documentNumber':'" + number + "','name':'" + name
                        + "','unit':'示例单位','titleRank':'420'}");
    }

    private RecordId hours(NodeId node, String number, String category, String course, String hours) {
        return country.author(
                node,
                "hour-record",
                "2025",
                Optional.of(number),
                "{'category':'" + category + "','course':'" + course + "','hours':'" + hours
                        + "','startDate':'2025-03-01','endDate':'2025-03-20'}");
    }

    private static IssueOrder order(String... options) {
        List<String> all = List.of(options);
        return new IssueOrder(
                new Period("2025"),
                "370800",
                Optional.empty(),
                all.contains("met-only"),
                all.contains("replace"),
                all.contains("dry-run"));
    }

    private List<String> certificates(NodeId node) {
        return country.rows(
                node,
                "SELECT status || ' ' || serial || ' ' || total_hours || ' ' || verdict AS said FROM v_hour_certificate"
                        + " ORDER BY serial");
    }

    @Test
    void theCitysCertificateCountsADoctorsHoursOfBothTrees() {
        hours(RENCHENG_HEALTH, DOCTOR, "professional", "临床进展", "62.5");
        hours(RENCHENG, DOCTOR, "public", "职业道德", "30");

        IssueReport report = country.issue(JINING, order());

        assertThat(report.count(IssueReport.Fate.ISSUED)).isEqualTo(1);
        assertThat(certificates(JINING)).containsExactly("active SD370800-2025-0000001 92.5 met");
        assertThat(certificates(SHANDONG)).as("up").hasSize(1);
        assertThat(certificates(NATION)).hasSize(1);
        assertThat(certificates(RENCHENG))
                .as("and back down to whom the person belongs")
                .hasSize(1);
        assertThat(certificates(QUFU)).as("to nobody else").isEmpty();
        assertThat(country.rows(NATION, "SELECT name || ' ' || total AS said FROM v_certificate_face"))
                .containsExactly("示** 92.5");
        assertThat(country.rows(NATION, "SELECT body AS said FROM record"))
                .noneMatch(body -> body.contains("示例甲") || body.contains(DOCTOR));
    }

    @Test
    void everyLevelComesToTheSameTotalFromTheLines() throws Exception {
        hours(RENCHENG_HEALTH, DOCTOR, "professional", "临床进展", "62.5");
        hours(RENCHENG, DOCTOR, "public", "职业道德", "40");
        country.issue(JINING, order());

        JsonNode judgement = CanonicalJson.read(
                        country.rows(SHANDONG, "SELECT body AS said FROM record WHERE kind = 'hour-certificate'")
                                .get(0)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .path("content")
                .path("judgement");
        List<HourLine> lines = new ArrayList<>();
        for (JsonNode line : judgement.path("lines")) {
            RecordVersion held = country.current(
                            SHANDONG, RecordId.parse(line.path("record").asText()))
                    .orElseThrow();
            lines.add(HourLine.of(
                    held.id().toString(),
                    held.version(),
                    held.status(),
                    held.period().orElse(null),
                    held.content()));
        }
        String policy = judgement.path("policy").get(0).path("policy").asText();
        assertThat(policy).isEqualTo("jining-2023");
        assertThat(Judge.recompute(
                        judgement,
                        lines,
                        POLICIES.effective(POLICIES.named(policy).orElseThrow(), new Period("2025"))
                                .orElseThrow()))
                .isEqualTo(judgement);
        assertThat(Judgement.read(judgement).lines()).hasSize(2);
    }

    @Test
    void issuedAgainNothingIsIssuedTwice() {
        hours(RENCHENG, DOCTOR, "public", "职业道德", "30");
        country.issue(JINING, order());

        IssueReport again = country.issue(JINING, order("replace"));

        assertThat(again.count(IssueReport.Fate.UNCHANGED)).isEqualTo(1);
        assertThat(certificates(JINING)).containsExactly("active SD370800-2025-0000001 30 short");
    }

    @Test
    void whoseHoursHaveChangedGetsANewOneAndTheOldOneSaysByWhatItWasReplaced() {
        RecordId record = hours(RENCHENG, DOCTOR, "public", "职业道德", "30");
        country.issue(JINING, order());
        country.correct(RENCHENG, record, "{'hours':'24'}");

        assertThat(country.issue(JINING, order()).count(IssueReport.Fate.CHANGED))
                .as("a person is asked first")
                .isEqualTo(1);
        assertThat(country.issue(JINING, order("replace")).count(IssueReport.Fate.REPLACED))
                .isEqualTo(1);

        for (NodeId each : List.of(JINING, SHANDONG, RENCHENG)) {
            assertThat(certificates(each))
                    .as("at " + each)
                    .containsExactly("revoked SD370800-2025-0000001 30 short", "active SD370800-2025-0000002 24 short");
        }
        assertThat(country.rows(
                        RENCHENG,
                        "SELECT COALESCE(replaced_by, '') || COALESCE(replaces, '') AS said FROM v_hour_certificate"
                                + " ORDER BY serial"))
                .containsExactly("SD370800-2025-0000002", "SD370800-2025-0000001");
    }

    @Test
    void issuingThatDiesInTheMiddleGoesOnAndNobodyGetsASecondNumber() {
        int persons = 1_050;
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            Optional<Draft.PersonNumber> number = Optional.of(new Draft.PersonNumber("414", "E%08d".formatted(i)));
            drafts.add(new Draft(
                    new KindName("person"),
                    "370811",
                    Optional.empty(),
                    number,
                    Country.json("{'documentType':'414','documentNumber':'E%08d','name':'示例%d','titleRank':'420'}"
                            .formatted(i, i))));
            drafts.add(new Draft(
                    new KindName("hour-record"),
                    "370811",
                    Optional.of("2025"),
                    number,
                    Country.json("{'category':'public','course':'示例课','hours':'30','startDate':'2025-03-01'}")));
        }
        country.at(RENCHENG).author(drafts);
        country.settle();

        assertThatThrownBy(() -> country.issue(JINING, order(), done -> {
                    throw new IllegalStateException("killed after " + done);
                }))
                .hasMessageContaining("killed after 1000");
        IssueReport rest = country.issue(JINING, order());

        assertThat(rest.count(IssueReport.Fate.UNCHANGED)).isEqualTo(1_000);
        assertThat(rest.count(IssueReport.Fate.ISSUED)).isEqualTo(persons - 1_000);
        assertThat(country.rows(
                        SHANDONG,
                        "SELECT count(*) || ' ' || count(DISTINCT serial) || ' ' || count(DISTINCT subject) || ' '"
                                + " || max(serial) AS said FROM v_hour_certificate"))
                .containsExactly("1050 1050 1050 SD370800-2025-0001050");
    }

    @Test
    void aRevokedOneStaysRevokedAndItsNumberIsNotGivenAgain() {
        hours(RENCHENG, DOCTOR, "public", "职业道德", "30");
        country.issue(JINING, order());

        country.revoke(JINING, "SD370800-2025-0000001", "姓名有误");
        assertThatThrownBy(() -> country.revoke(JINING, "SD370800-2025-0000001", "again"))
                .isInstanceOf(CannotIssueException.class)
                .hasMessageContaining("should be in force, but is revoked");
        assertThatThrownBy(() -> country.revoke(RENCHENG, "SD370800-2025-0000001", "not its own"))
                .hasMessageContaining("only its issuer revokes it");
        country.issue(JINING, order());

        assertThat(certificates(SHANDONG))
                .containsExactly("revoked SD370800-2025-0000001 30 short", "active SD370800-2025-0000002 30 short");
        assertThat(country.view(RENCHENG, "v_hour_certificate", "revocation_reason"))
                .contains("revoked 姓名有误");
    }

    @Test
    void aTrialWritesNothing() {
        hours(RENCHENG, DOCTOR, "public", "职业道德", "30");
        hours(QUFU, TEACHER, "professional", "教学法", "90");

        IssueReport trial = country.issue(JINING, order("dry-run", "met-only"));

        assertThat(trial.count(IssueReport.Fate.ISSUED)).isEqualTo(1);
        assertThat(trial.count(IssueReport.Fate.SHORT)).isEqualTo(1);
        assertThat(certificates(JINING)).isEmpty();
    }

    @Test
    void withoutADelegationNothingIsIssued() {
        assertThatThrownBy(() -> country.issue(RENCHENG, order()))
                .isInstanceOf(CannotIssueException.class)
                .hasMessageContaining("should hold a delegation (委托) for 370800", "but holds none");

        country.author(
                RENCHENG,
                "delegation",
                "",
                "{'number':'SELF','node':'370811-wjw','divisions':['370800'],'from':'2025-01-01'}");
        assertThatThrownBy(() -> country.issue(RENCHENG_HEALTH, order()))
                .as("by nobody who is above it")
                .isInstanceOf(CannotIssueException.class);
    }

    @Test
    void aRegistrationThatNoCertificateCanBeMadeOfStopsNobodyElses() {
        String third = "150102198807303035";
        register(RENCHENG, third, "*示例");
        hours(RENCHENG, third, "professional", "护理学", "92");
        hours(RENCHENG, DOCTOR, "professional", "临床进展", "92");

        assertThat(country.issue(JINING, order("dry-run")).count(IssueReport.Fate.REFUSED))
                .isEqualTo(1);
        IssueReport report = country.issue(JINING, order());

        assertThat(report.count(IssueReport.Fate.ISSUED)).isEqualTo(1);
        assertThat(report.needsAPerson()).isTrue();
        assertThat(report.write().path("some").path("refused").toString())
                .contains("correct the registration")
                .doesNotContain("示例");
        assertThat(certificates(JINING)).containsExactly("active SD370800-2025-0000001 92 met");
    }

    @Test
    void moreHoursThanAFaceHasRoomForStopNobodyElses() {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < 115; i++) {
            drafts.add(new Draft(
                    new KindName("hour-record"),
                    "370881",
                    Optional.of("2025"),
                    Optional.of(new Draft.PersonNumber("111", TEACHER)),
                    Country.json("{'category':'public','course':'示例课%d','hours':'8760'}".formatted(i))));
        }
        country.at(QUFU).author(drafts);
        hours(RENCHENG, DOCTOR, "professional", "临床进展", "92");

        IssueReport report = country.issue(JINING, order());

        assertThat(report.count(IssueReport.Fate.REFUSED)).isEqualTo(1);
        assertThat(report.write().path("some").path("refused").toString()).contains("1007400");
        assertThat(certificates(JINING)).containsExactly("active SD370800-2025-0000001 92 met");
    }

    @Test
    void aDelegationThatBeginsOnADayThatDoesNotExistStopsNobodyElses() {
        country.author(
                RENCHENG,
                "delegation",
                "",
                "{'number':'RC','node':'370811','divisions':['370811'],'from':'2025-02-30'}");
        delegate("SD370800-2", JINING, ",'until':'2025-06-31'");
        hours(RENCHENG, DOCTOR, "professional", "临床进展", "92");

        assertThat(country.issue(JINING, order()).count(IssueReport.Fate.ISSUED))
                .isEqualTo(1);
    }

    @Test
    void anIndustryAuthorityIssuesUnderItsOwnDelegationForItsOwnSector() {
        delegate("SDWJW", JINING_HEALTH, "");
        hours(RENCHENG_HEALTH, DOCTOR, "professional", "临床进展", "90");
        register(RENCHENG_HEALTH, "150102198807303035", "示例丙");
        hours(RENCHENG_HEALTH, "150102198807303035", "professional", "护理学", "92");

        IssueReport report = country.issue(JINING_HEALTH, order());

        assertThat(report.count(IssueReport.Fate.ISSUED)).isEqualTo(1);
        assertThat(report.count(IssueReport.Fate.UNREGISTERED))
                .as("the doctor is registered with the district alone")
                .isEqualTo(1);
        assertThat(certificates(RENCHENG_HEALTH)).containsExactly("active SDWJW-2025-0000001 92 met");
    }
}

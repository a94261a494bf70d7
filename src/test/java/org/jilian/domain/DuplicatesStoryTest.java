package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.NATION;
import static org.jilian.domain.Country.QINGDAO;
import static org.jilian.domain.Country.QUFU;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.RENCHENG_HEALTH;
import static org.jilian.domain.Country.SHANDONG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jilian.archive.ArchiveOrder;
import org.jilian.archive.LearningArchive;
import org.jilian.certificate.IssueOrder;
import org.jilian.certificate.IssueReport;
import org.jilian.duplicates.CannotDecideException;
import org.jilian.duplicates.Decide;
import org.jilian.duplicates.Proposals;
import org.jilian.exchange.Authored;
import org.jilian.intake.DivisionFile;
import org.jilian.record.Draft;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.rules.PlaceNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One person under two registrations, one provider under four names: proposed by a node, decided by a person. */
class DuplicatesStoryTest {
    /** Plainly invented; the check digits are valid. */
    private static final String DOCTOR = "11010519491231002X";

    private static final String SECOND_DOCUMENT = "370899198406120076";
    private static final String THIRD_PERSON = "440524188001010014";
    private static final PlaceNames PLACES = places();

    private final Country country = new Country(getClass());

    @AfterEach
    void close() {
        country.close();
    }

    private static PlaceNames places() {
        try {
            return PlaceNames.of(DivisionFile.read(Path.of("config/codes/divisions.csv")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RecordId register(NodeId node, String number, String name, String birthDate) {
        return country.author(
                node,
                "person",
                "",
                Optional.of(number),
                "{'documentType':'111','documentNumber':'" + number + "','name':'" + name + "','birthDate':'"
                        + birthDate + "','unit':'示例单位','titleRank':'420'}");
    }

    private RecordId institution(NodeId node, String name) {
        return country.author(node, "institution", "", "{'creditCode':'" + Country.SCHOOL + "','name':'" + name + "'}");
    }

    private RecordId hours(NodeId node, String number, String course, String hours) {
        return country.author(
                node,
                "hour-record",
                "2025",
                Optional.of(number),
                "{'category':'professional','course':'" + course + "','hours':'" + hours
                        + "','startDate':'2025-03-01','endDate':'2025-03-20'}");
    }

    private JsonNode look(NodeId node) {
        return new Proposals(country.self(node), country.database(node), PLACES)
                .look(true, true)
                .path("proposals");
    }

    private JsonNode only(NodeId node) {
        JsonNode proposals = look(node);
        assertThat(proposals).hasSize(1);
        return proposals.path(0);
    }

    private ObjectNode confirm(NodeId node, JsonNode proposal, Optional<RecordId> keep) {
        ObjectNode answer = new Decide(country.self(node), country.at(node)).confirm(word(proposal, keep));
        country.settle();
        return answer;
    }

    private void reject(NodeId node, JsonNode proposal) {
        new Decide(country.self(node), country.at(node)).reject(word(proposal, Optional.empty()));
    }

    private static Decide.Word word(JsonNode proposal, Optional<RecordId> keep) {
        return new Decide.Word(proposal.path("proposal").asText(), "clerk-7", "已核对证件原件", keep);
    }

    private List<String> audited(NodeId node) {
        return country.rows(
                node,
                "SELECT event || ' ' || detail AS said FROM (SELECT event, detail FROM audit UNION ALL"
                        + " SELECT event, detail FROM audit_waiting) lines WHERE event LIKE 'duplicate.%'");
    }

    private RecordVersion at(NodeId node, RecordId record) {
        return country.current(node, record).orElseThrow();
    }

    @Test
    void oneNumberUnderTwoNamesIsProposedWithoutNameOrNumberAndNothingIsMerged() {
        RecordId one = register(RENCHENG, DOCTOR, "示例甲", "1949-12-31");
        RecordId other = register(QUFU, DOCTOR, "另例乙", "1949-12-31");

        JsonNode proposal = only(JINING);

        assertThat(proposal.path("type").asText()).isEqualTo("IDENTITY_CONFLICT");
        assertThat(proposal.toString()).doesNotContain(DOCTOR, "示例甲", "另例乙").contains("110105********002X");
        assertThat(country.discrepancies(JINING, "IDENTITY_CONFLICT"))
                .singleElement()
                .satisfies(open -> assertThat(open.evidence())
                        .contains(one.toString(), other.toString(), "NAMES_DIFFER")
                        .doesNotContain(DOCTOR, "示例甲"));
        assertThat(at(JINING, one).status()).isEqualTo("active");
        assertThat(at(JINING, other).status()).isEqualTo("active");
    }

    @Test
    void aNodeThatMayNotReadNamesStillSeesThatOneNumberIsRegisteredTwice() {
        register(RENCHENG, DOCTOR, "示例甲", "1949-12-31");
        register(QUFU, DOCTOR, "另例乙", "1949-12-31");

        JsonNode proposal = only(NATION);

        assertThat(proposal.path("type").asText()).isEqualTo("SAME_PERSON");
        assertThat(proposal.path("confidence").asText()).isEqualTo("DOUBTFUL");
        assertThat(proposal.path("entries").path(0).path("name").asText()).isEmpty();
    }

    @Test
    void whatAPersonRejectedIsNotAskedAgainUntilTheEvidenceChanges() {
        register(RENCHENG, DOCTOR, "示例甲", "1984-06-12");
        register(QUFU, SECOND_DOCUMENT, "示例甲", "1984-06-12");
        JsonNode namesakes = only(JINING);

        reject(JINING, namesakes);

        assertThat(look(JINING)).isEmpty();
        assertThat(country.discrepancies(JINING, "SAME_PERSON")).isEmpty();
        assertThat(audited(JINING))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("duplicate.rejected")
                        .contains("clerk-7", "已核对证件原件")
                        .doesNotContain(DOCTOR, "示例甲"));

        register(QUFU, SECOND_DOCUMENT, "示例·甲", "1984-06-12");
        assertThat(only(JINING).path("proposal").asText())
                .as("one of the names was corrected")
                .isEqualTo(namesakes.path("proposal").asText());
        reject(JINING, namesakes);
        register(RENCHENG_HEALTH, THIRD_PERSON, "示例甲", "1984-06-12");
        assertThat(look(JINING)).as("a third one is another question").hasSize(1);
    }

    @Test
    void oneProviderUnderFourNamesBecomesOneAfterAPersonConfirmed() {
        List<RecordId> four = List.of(
                institution(JINING, "济宁市示例学校（有限公司）"),
                institution(RENCHENG, "济宁市示例继续教育学校"),
                institution(QUFU, "示例继续教育学校"),
                institution(QINGDAO, "济宁示例培训中心"));
        country.correct(QUFU, four.get(2), "{'formerNames':['曲阜示例夜校']}");
        JsonNode proposal = only(SHANDONG);
        assertThat(proposal.path("type").asText()).isEqualTo("SAME_INSTITUTION");
        assertThat(proposal.path("entries")).hasSize(4);

        ObjectNode answer = confirm(SHANDONG, proposal, Optional.of(four.get(0)));

        assertThat(answer.path("left")).isEmpty();
        for (NodeId each : List.of(SHANDONG, JINING, NATION)) {
            RecordVersion kept = at(each, four.get(0));
            assertThat(kept.content().path("formerNames"))
                    .as("at " + each)
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder("济宁市示例继续教育学校", "示例继续教育学校", "济宁示例培训中心", "曲阜示例夜校");
            assertThat(kept.status()).isEqualTo("active");
        }
        assertThat(at(RENCHENG, four.get(1)).status())
                .as("whoever registered it hears of it")
                .isEqualTo("revoked");
        assertThat(at(NATION, four.get(3)).content().path("mergedInto").asText())
                .isEqualTo(four.get(0).toString());
        assertThat(look(SHANDONG)).isEmpty();
        assertThat(audited(SHANDONG))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("duplicate.confirmed")
                        .contains(four.get(0).toString()));
    }

    @Test
    void aProposalIsDecidedWhereItWasMadeAndOnlyOnce() {
        institution(QINGDAO, "济宁示例培训中心");
        institution(RENCHENG, "济宁市示例继续教育学校");
        JsonNode proposal = only(SHANDONG);

        assertThatThrownBy(() -> confirm(QINGDAO, proposal, Optional.empty()))
                .as("which holds one of them alone")
                .isInstanceOf(CannotDecideException.class)
                .hasMessageContaining("should be open");
        confirm(SHANDONG, proposal, Optional.empty());
        assertThatThrownBy(() -> confirm(SHANDONG, proposal, Optional.empty())).hasMessageContaining("should be open");
    }

    @Test
    void hoursOfAPersonWithANewDocumentCountForTheRegistrationThatIsKept() {
        RecordId old = register(RENCHENG, DOCTOR, "示例甲", "1984-06-12");
        RecordId kept = register(RENCHENG, SECOND_DOCUMENT, "示例甲", "1984-06-12");
        hours(RENCHENG, DOCTOR, "旧证件下的课程", "50");
        hours(RENCHENG, SECOND_DOCUMENT, "新证件下的课程", "42.5");
        country.author(
                SHANDONG,
                "delegation",
                "",
                "{'number':'SD370800','node':'370800','divisions':['370800'],'from':'2025-01-01'}");

        confirm(JINING, only(JINING), Optional.of(kept));

        assertThat(at(RENCHENG, old).status()).isEqualTo("revoked");
        assertThat(at(RENCHENG, old).content().path("mergedInto").asText()).isEqualTo(kept.toString());
        IssueReport report = country.issue(
                JINING, new IssueOrder(new Period("2025"), "370800", Optional.empty(), false, false, false));
        assertThat(report.count(IssueReport.Fate.ISSUED)).isEqualTo(1);
        assertThat(report.count(IssueReport.Fate.UNREGISTERED)).isZero();
        assertThat(country.rows(JINING, "SELECT total_hours AS said FROM v_hour_certificate"))
                .containsExactly("92.5");
        for (String number : List.of(DOCTOR, SECOND_DOCUMENT)) {
            ObjectNode archive = new LearningArchive(
                            country.self(JINING), country.database(JINING), country.directory(), Country.POLICIES)
                    .of(new ArchiveOrder(
                            Optional.empty(),
                            Optional.of(new Draft.PersonNumber("111", number)),
                            "clerk-7",
                            "职称评审",
                            Optional.empty()));
            assertThat(archive.path("subjects"))
                    .as("one archive by either number")
                    .hasSize(2);
            assertThat(archive.path("judgements")
                            .path(0)
                            .path("judgement")
                            .path("totals")
                            .path("all")
                            .asText())
                    .isEqualTo("92.5");
        }
    }

    @Test
    void aMergedRegistrationThatAnOldListStillHasStaysMerged() {
        RecordId old = register(RENCHENG, DOCTOR, "示例甲", "1984-06-12");
        RecordId kept = register(RENCHENG, SECOND_DOCUMENT, "示例甲", "1984-06-12");
        confirm(JINING, only(JINING), Optional.of(kept));
        int version = at(RENCHENG, old).version();

        for (String unit : List.of("示例单位", "示例单位", "另一单位", "另一单位")) {
            assertThat(listed(SECOND_DOCUMENT, "示例单位"))
                    .as("the kept one keeps what it took over")
                    .isEqualTo(new Authored.Unchanged(kept));
            assertThat(listed(DOCTOR, unit)).isEqualTo(new Authored.Merged(old, kept.toString()));
        }
        country.settle();

        RecordVersion merged = at(JINING, old);
        assertThat(merged.status()).isEqualTo("revoked");
        assertThat(merged.content().path("mergedInto").asText()).isEqualTo(kept.toString());
        assertThat(merged.content().path("unit").asText()).isEqualTo("另一单位");
        assertThat(merged.version()).as("what differs is a version, once").isEqualTo(version + 1);
        assertThat(look(JINING)).isEmpty();
    }

    /** What becomes of a person's row in a list. */
    private Authored listed(String number, String unit) {
        return country.draft(
                RENCHENG,
                "person",
                "",
                Optional.of(number),
                "{'documentType':'111','documentNumber':'" + number + "','name':'示例甲','birthDate':'1984-06-12','unit':'"
                        + unit + "','titleRank':'420'}");
    }

    @Test
    void aMergerThatWasWrongIsUndoneByAWordAndThenRejected() {
        RecordId old = register(RENCHENG, DOCTOR, "示例甲", "1984-06-12");
        RecordId kept = register(RENCHENG, SECOND_DOCUMENT, "示例甲", "1984-06-12");
        confirm(JINING, only(JINING), Optional.of(kept));

        new Decide(country.self(JINING), country.at(JINING)).undo(old, "clerk-7", "同名同日出生的两人");
        country.settle();

        for (NodeId each : List.of(RENCHENG, JINING, SHANDONG)) {
            assertThat(at(each, old).status()).as("at " + each).isEqualTo("active");
            assertThat(at(each, old).content().has("mergedInto")).isFalse();
            assertThat(at(each, kept).content().has("alsoSubjects")).isFalse();
        }
        assertThat(audited(JINING))
                .anySatisfy(
                        line -> assertThat(line).startsWith("duplicate.undone").contains("clerk-7", old.toString()));
        reject(JINING, only(JINING));
        assertThat(look(JINING)).isEmpty();
        assertThatThrownBy(() -> new Decide(country.self(JINING), country.at(JINING)).undo(old, "clerk-7", "再撤销一次"))
                .isInstanceOf(CannotDecideException.class)
                .hasMessageContaining("nothing to undo");
    }

    @Test
    void nobodysHoursAreTakenByARegistrationThatClaimsThem() {
        RecordId thief = register(RENCHENG, DOCTOR, "示例甲", "1949-12-31");
        RecordId victim = register(QUFU, SECOND_DOCUMENT, "示例乙", "1984-06-12");
        hours(RENCHENG, DOCTOR, "自己的课程", "10");
        hours(QUFU, SECOND_DOCUMENT, "别人的课程", "90");
        country.author(
                SHANDONG,
                "delegation",
                "",
                "{'number':'SD370800','node':'370800','divisions':['370800'],'from':'2025-01-01'}");
        country.correct(
                RENCHENG,
                thief,
                "{'alsoSubjects':['" + at(JINING, victim).subject().orElseThrow() + "']}");

        country.issue(JINING, new IssueOrder(new Period("2025"), "370800", Optional.empty(), false, false, false));

        assertThat(country.rows(JINING, "SELECT total_hours AS said FROM v_hour_certificate ORDER BY 1"))
                .containsExactly("10", "90");
    }

    @Test
    void whatHasChangedSinceItWasProposedIsLookedAtAgain() {
        register(RENCHENG, DOCTOR, "示例甲", "1949-12-31");
        RecordId other = register(QUFU, DOCTOR, "另例乙", "1949-12-31");
        JsonNode proposal = only(JINING);
        country.revise(QUFU, other, org.jilian.exchange.Revision.revoke());

        assertThatThrownBy(() -> confirm(JINING, proposal, Optional.empty()))
                .isInstanceOf(CannotDecideException.class)
                .hasMessageContaining("has changed");
        assertThat(look(JINING)).isEmpty();
        assertThat(country.discrepancies(JINING, "IDENTITY_CONFLICT")).isEmpty();
    }
}

package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.domain.Country.HENAN;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.LANKAO;
import static org.jilian.domain.Country.NATION;
import static org.jilian.domain.Country.QINGDAO;
import static org.jilian.domain.Country.QUFU;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.SCHOOL;
import static org.jilian.domain.Country.SHANDONG;

import java.util.List;
import org.jilian.exchange.Authored;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RefusalCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** System 7: programmes and advanced seminars, 申报–推荐–评审–公示–下达–执行–总结–追踪 (S1, S3). */
class ProgrammeStoryTest {
    private static final String PROPOSAL = "{'code':'2026-SD-017','title':'智能制造高级研修班','level':'provincial',"
            + "'applicant':'任城区人力资源和社会保障局','headcount':60,'hours':'40','funding':'self','institution':'" + SCHOOL
            + "'}";

    private final Country country = new Country(getClass());

    @AfterEach
    void close() {
        country.close();
    }

    private String statusAt(NodeId node) {
        return String.join(",", country.rows(node, "SELECT status AS said FROM v_programme"));
    }

    @Test
    void aCountyProposesItsCityRecommendsTheProvinceApprovesAndAllOfItsCountiesSeeIt() {
        RecordId programme = country.author(RENCHENG, "programme", "2026", PROPOSAL);
        assertThat(statusAt(JINING)).isEqualTo("proposed");
        assertThat(country.current(JINING, programme).orElseThrow().holder()).isEqualTo(JINING);
        assertThat(statusAt(QUFU)).as("not public yet").isEmpty();

        country.step(JINING, programme, "recommend", "{'opinion':'同意推荐'}");
        assertThat(statusAt(SHANDONG)).isEqualTo("recommended");
        assertThat(statusAt(RENCHENG)).as("its author follows it").isEqualTo("recommended");

        country.step(SHANDONG, programme, "publicise", "{'noticeUntil':'2026-04-10'}");
        for (NodeId below : List.of(QUFU, QINGDAO, JINING)) {
            assertThat(statusAt(below)).isEqualTo("public-notice");
        }
        assertThat(statusAt(HENAN)).as("another province").isEmpty();

        country.step(SHANDONG, programme, "approve", "{'document':'示例〔2026〕1号'}");
        assertThat(country.current(RENCHENG, programme).orElseThrow().holder()).isEqualTo(RENCHENG);
        country.step(RENCHENG, programme, "begin", "{'startDate':'2026-05-11','endDate':'2026-05-15'}");
        country.step(RENCHENG, programme, "finish", "{'trained':58,'spent':'96000','summary':'按计划完成'}");
        country.step(JINING, programme, "follow-up", "{'followUp':'三名学员成果获奖'}");

        for (NodeId each : List.of(RENCHENG, JINING, SHANDONG, NATION, QINGDAO)) {
            assertThat(country.rows(each, "SELECT status || ' ' || trained || ' ' || spent AS said FROM v_programme"))
                    .as("at " + each)
                    .containsExactly("followed-up 58 96000");
        }
        assertThat(country.current(NATION, programme).orElseThrow().version()).isEqualTo(7);
    }

    @Test
    void aCityMayNotApproveWhatIsTheProvincesToApprove() {
        RecordId programme = country.author(RENCHENG, "programme", "2026", PROPOSAL);

        Authored refused = country.step(JINING, programme, "publicise", "{}");

        assertThat(refused).isInstanceOfSatisfying(Authored.Refused.class, each -> {
            assertThat(each.refusal().code()).isEqualTo(RefusalCode.STEP);
            assertThat(each.refusal().detail()).contains("370800", "'proposed'", "'recommend' to 'recommended'");
        });
        assertThat(statusAt(RENCHENG)).isEqualTo("proposed");
    }

    @Test
    void aCityApprovesItsOwnMunicipalOne() {
        RecordId programme = country.author(RENCHENG, "programme", "2026", PROPOSAL.replace("provincial", "municipal"));

        country.step(JINING, programme, "publicise", "{}");
        country.step(JINING, programme, "approve", "{}");

        assertThat(statusAt(QUFU)).isEqualTo("approved");
        assertThat(statusAt(QINGDAO)).as("another city").isEmpty();
        assertThat(statusAt(SHANDONG)).isEqualTo("approved");
    }

    @Test
    void whatItsCityApprovedItsAuthorDoesNotMakeANationalOne() {
        String municipal = PROPOSAL.replace("provincial", "municipal");
        RecordId programme = country.author(RENCHENG, "programme", "2026", municipal);
        country.step(JINING, programme, "publicise", "{}");
        country.step(JINING, programme, "approve", "{}");
        assertThat(country.current(RENCHENG, programme).orElseThrow().holder()).isEqualTo(RENCHENG);

        for (Authored each : List.of(
                country.correct(RENCHENG, programme, "{'level':'national'}"),
                country.draft(
                        RENCHENG,
                        "programme",
                        "2026",
                        java.util.Optional.empty(),
                        municipal.replace("municipal", "national")))) {
            assertThat(each).isInstanceOfSatisfying(Authored.Refused.class, refused -> {
                assertThat(refused.refusal().code()).isEqualTo(RefusalCode.STEP);
                assertThat(refused.refusal().detail()).contains("[level]");
            });
        }
    }

    @Test
    void aCountyUnderItsProvinceNeedsNoCity() {
        RecordId programme = country.author(LANKAO, "programme", "2026", PROPOSAL);
        assertThat(country.current(HENAN, programme).orElseThrow().holder()).isEqualTo(HENAN);

        country.step(HENAN, programme, "publicise", "{}");
        country.step(HENAN, programme, "approve", "{}");

        assertThat(statusAt(LANKAO)).isEqualTo("approved");
    }

    @Test
    void whatIsReturnedIsMendedAndComesAgain() {
        RecordId programme = country.author(RENCHENG, "programme", "2026", PROPOSAL);
        country.step(JINING, programme, "return", "{'opinion':'请补充经费预算'}");
        assertThat(country.rows(RENCHENG, "SELECT status || ' ' || opinion AS said FROM v_programme"))
                .containsExactly("returned 请补充经费预算");

        country.step(RENCHENG, programme, "resubmit", "{'budget':'96000'}");

        assertThat(country.rows(JINING, "SELECT status || ' ' || budget AS said FROM v_programme"))
                .containsExactly("proposed 96000");
    }

    @Test
    void aStepMayOnlyChangeWhatIsItsOwn() {
        RecordId programme = country.author(RENCHENG, "programme", "2026", PROPOSAL);

        Authored refused = country.step(JINING, programme, "recommend", "{'headcount':6000}");

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Authored.Refused.class,
                        each -> assertThat(each.refusal().detail()).contains("may not change [headcount]"));
    }

    @Test
    void theSameProposalTakenInAgainChangesNothing() {
        country.author(RENCHENG, "programme", "2026", PROPOSAL);

        assertThat(country.draft(RENCHENG, "programme", "2026", java.util.Optional.empty(), PROPOSAL))
                .isInstanceOf(Authored.Unchanged.class);
    }
}

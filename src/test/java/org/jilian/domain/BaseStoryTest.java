package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.domain.Country.JINING;
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

/**
 * Systems 8 and 11: bases, 申报–推荐–评选–公布–考核–退出; their plans, due by 10 December (S3); targets and what came of them
 * (S1).
 */
class BaseStoryTest {
    private static final String BASE =
            "{'institution':'" + SCHOOL + "','name':'示例继续教育基地','level':'municipal','capacity':1000}";
    private static final String PLAN = "{'institution':'" + SCHOOL + "','classes':12,'headcount':1200}";

    private final Country country = new Country(getClass());

    @AfterEach
    void close() {
        country.close();
    }

    private RecordId approvedBase() {
        RecordId base = country.author(RENCHENG, "base", "", BASE);
        assertThat(country.step(JINING, base, "approve", "{'approvedOn':'2026-02-01','document':'示例1号'}"))
                .isInstanceOf(Authored.Next.class);
        return base;
    }

    private void aDayLater(NodeId... nodes) {
        for (NodeId node : nodes) {
            country.at(node).tidy();
        }
        country.settle();
    }

    @Test
    void aBaseIsAppliedForApprovedAssessedAndRemoved() {
        RecordId base = approvedBase();
        assertThat(country.view(QUFU, "v_base", "name")).containsExactly("approved 示例继续教育基地");
        assertThat(country.view(SHANDONG, "v_base", "document")).containsExactly("approved 示例1号");
        assertThat(country.view(QINGDAO, "v_base", "name")).isEmpty();

        country.step(JINING, base, "assess", "{'assessmentPeriod':'2026','assessment':'unqualified','trained':312}");
        assertThat(country.view(RENCHENG, "v_base", "assessment")).containsExactly("assessed unqualified");

        country.step(JINING, base, "remove", "{'removedOn':'2027-01-15','removalReason':'连续考核不合格'}");
        for (NodeId each : List.of(RENCHENG, QUFU, SHANDONG, NATION)) {
            assertThat(country.view(each, "v_base", "removal_reason")).containsExactly("removed 连续考核不合格");
        }
    }

    @Test
    void aProvincialBaseIsRecommendedByTheCityAndApprovedByTheProvince() {
        RecordId base = country.author(RENCHENG, "base", "", BASE.replace("municipal", "provincial"));
        assertThat(country.step(JINING, base, "approve", "{}"))
                .isInstanceOfSatisfying(
                        Authored.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.STEP));

        country.step(JINING, base, "recommend", "{'opinion':'同意'}");
        country.step(SHANDONG, base, "approve", "{'approvedOn':'2026-03-01'}");

        assertThat(country.view(QINGDAO, "v_base", "approved_on")).containsExactly("approved 2026-03-01");
    }

    @Test
    void aPlanThatIsNotThereByTheTenthOfDecemberIsLateAndBothLevelsSeeIt() {
        approvedBase();
        country.clock("2026-12-10T15:59:00Z");
        aDayLater(RENCHENG, JINING, QUFU);
        assertThat(country.discrepancies(JINING, "LATE"))
                .as("the day is not over in China")
                .isEmpty();

        country.clock("2026-12-10T16:01:00Z");
        aDayLater(RENCHENG, JINING, QUFU);
        for (NodeId each : List.of(RENCHENG, JINING)) {
            assertThat(country.discrepancies(each, "LATE"))
                    .as("at " + each)
                    .anySatisfy(late -> {
                        assertThat(late.record()).startsWith("annual-plan:");
                        assertThat(late.evidence())
                                .contains("\"due\":\"2026-12-10\"", "\"period\":\"2027\"", SCHOOL, "370811:base:");
                    })
                    .anySatisfy(late -> assertThat(late.record()).startsWith("plan-execution:"));
        }
        assertThat(country.discrepancies(QUFU, "LATE"))
                .as("a neighbour's plan does not come to it")
                .isEmpty();

        RecordId plan = country.author(RENCHENG, "annual-plan", "2027", PLAN);
        country.author(
                RENCHENG,
                "plan-execution",
                "2026",
                "{'institution':'" + SCHOOL + "','headcount':312,'hours':'9360','spent':'45000',"
                        + "'items':[{'programmeKind':'public-subject','headcount':312}]}");
        aDayLater(RENCHENG, JINING);
        assertThat(country.discrepancies(RENCHENG, "LATE")).isEmpty();
        assertThat(country.discrepancies(JINING, "LATE")).isEmpty();

        country.step(JINING, plan, "accept", "{'opinion':'予以备案'}");
        assertThat(country.view(RENCHENG, "v_annual_plan", "headcount")).containsExactly("accepted 1200");
        assertThat(country.view(SHANDONG, "v_plan_execution", "spent")).containsExactly("active 45000");
    }

    @Test
    void aPlanIsReturnedMendedAndFiledAgain() {
        RecordId plan = country.author(RENCHENG, "annual-plan", "2027", PLAN);
        country.step(JINING, plan, "return", "{'opinion':'人数不足1000人的说明'}");

        assertThat(country.step(JINING, plan, "accept", "{}")).isInstanceOf(Authored.Refused.class);
        country.step(RENCHENG, plan, "file-again", "{'headcount':1500}");

        assertThat(country.view(JINING, "v_annual_plan", "headcount")).containsExactly("filed 1500");
    }

    @Test
    void targetsGoDownToWhomTheyAreSetFor() {
        RecordId target = country.author(
                SHANDONG, "target", "2026", "{'node':'370800','programmeKind':'seminar','headcount':600}");
        assertThat(country.view(JINING, "v_target", "headcount")).containsExactly("active 600");
        assertThat(country.view(QINGDAO, "v_target", "headcount")).isEmpty();

        country.correct(SHANDONG, target, "{'headcount':650}");
        assertThat(country.view(JINING, "v_target", "headcount")).containsExactly("active 650");

        assertThat(country.draft(
                        SHANDONG,
                        "target",
                        "2026",
                        java.util.Optional.empty(),
                        "{'node':'济宁','programmeKind':'seminar','headcount':600}"))
                .isInstanceOfSatisfying(
                        Authored.Refused.class,
                        refused -> assertThat(refused.refusal().detail()).contains("node"));
    }
}

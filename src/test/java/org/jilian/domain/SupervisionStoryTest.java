package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.NATION;
import static org.jilian.domain.Country.QINGDAO;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.SCHOOL;
import static org.jilian.domain.Country.SHANDONG;

import java.util.List;
import java.util.Optional;
import org.jilian.exchange.Authored;
import org.jilian.record.RecordId;
import org.jilian.record.RefusalCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** System 13: 双随机监管, 检查 and 投诉, which go down to whoever has to act and come back up (S3, S4). */
class SupervisionStoryTest {
    private static final String COMPLAINT = "{'number':'TS-1','matter':'收费高于公示标准','receivedOn':'2026-03-02',"
            + "'institution':'" + SCHOOL + "','complainant':'示例丁','complainantPhone':'13800000000'}";

    private final Country country = new Country(getClass());

    @AfterEach
    void close() {
        country.close();
    }

    @Test
    void anInspectionIsDrawnAssignedReportedAndClosed() {
        RecordId inspection = country.author(
                SHANDONG,
                "inspection",
                "2026",
                "{'code':'SSJ-1','inspectionType':'double-random','institution':'" + SCHOOL
                        + "','seed':'2026-03-01 公布','inspectors':['17','23']}");
        assertThat(country.view(JINING, "v_inspection", "seed")).isEmpty();

        country.step(SHANDONG, inspection, "assign", "{'handler':'370800','plannedOn':'2026-03-20'}");
        assertThat(country.current(JINING, inspection).orElseThrow().holder()).isEqualTo(JINING);
        assertThat(country.view(QINGDAO, "v_inspection", "seed")).isEmpty();

        country.step(JINING, inspection, "report", "{'inspectedOn':'2026-03-20','finding':'教师资质不符','violation':true}");
        assertThat(country.view(SHANDONG, "v_inspection", "finding")).containsExactly("inspected 教师资质不符");
        country.step(SHANDONG, inspection, "order", "{'rectifyUntil':'2026-04-20'}");
        country.step(SHANDONG, inspection, "close", "{'rectification':'已更换'}");
        assertThat(country.view(JINING, "v_inspection", "rectification")).containsExactly("closed 已更换");
        assertThat(country.view(NATION, "v_inspection", "rectification")).containsExactly("closed 已更换");
    }

    @Test
    void anInspectionThatNamesNobodyIsAssignedToNobody() {
        RecordId inspection = country.author(
                SHANDONG,
                "inspection",
                "2026",
                "{'code':'SSJ-2','inspectionType':'special','institution':'" + SCHOOL + "'}");

        for (String handler : List.of("{}", "{'handler':'999999'}")) {
            assertThat(country.step(SHANDONG, inspection, "assign", handler))
                    .isInstanceOfSatisfying(Authored.Refused.class, refused -> {
                        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.STEP);
                        assertThat(refused.refusal().detail()).contains("content.handler");
                    });
        }
    }

    @Test
    void aComplaintIsHandedDownLookedIntoAndConcludedWithoutTellingWhoComplained() {
        RecordId complaint = country.author(SHANDONG, "complaint", "", COMPLAINT);
        country.step(SHANDONG, complaint, "assign", "{'handler':'370811','answerBy':'2026-03-17'}");
        country.step(RENCHENG, complaint, "investigate", "{}");
        country.step(RENCHENG, complaint, "conclude", "{'finding':'属实','outcome':'upheld','concludedOn':'2026-03-12'}");

        for (var node : List.of(SHANDONG, JINING, RENCHENG)) {
            assertThat(country.view(node, "v_complaint", "finding"))
                    .as("at " + node)
                    .containsExactly("concluded 属实");
        }
        assertThat(country.rows(NATION, "SELECT body AS said FROM record WHERE kind = 'complaint'"))
                .singleElement()
                .asString()
                .doesNotContain("示例丁", "13800000000");
    }

    @Test
    void aCountyPassesUpWhatIsNotItsToDecide() {
        RecordId complaint = country.author(RENCHENG, "complaint", "", COMPLAINT);
        country.step(RENCHENG, complaint, "escalate", "{'finding':'涉及市级基地'}");

        assertThat(country.step(RENCHENG, complaint, "investigate", "{}")).isNotInstanceOf(Authored.Next.class);
        country.step(JINING, complaint, "investigate", "{}");
        country.step(JINING, complaint, "dismiss", "{'concludedOn':'2026-03-09'}");
        assertThat(country.view(RENCHENG, "v_complaint", "concluded_on")).containsExactly("dismissed 2026-03-09");
    }

    @Test
    void aComplaintWithoutAMatterIsRefused() {
        assertThat(country.draft(
                        RENCHENG, "complaint", "", Optional.empty(), "{'number':'TS-2','receivedOn':'2026-03-02'}"))
                .isInstanceOfSatisfying(
                        Authored.Refused.class,
                        refused -> assertThat(refused.refusal().detail()).contains("matter"));
    }
}

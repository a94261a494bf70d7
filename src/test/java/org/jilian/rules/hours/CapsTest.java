package org.jilian.rules.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.hours.Given.SHANGHAI;
import static org.jilian.rules.hours.Given.carried;
import static org.jilian.rules.hours.Given.counted;
import static org.jilian.rules.hours.Given.total;
import static org.jilian.rules.hours.Given.why;
import static org.jilian.rules.hours.Lines.professional;
import static org.jilian.rules.hours.Lines.publicly;

import org.junit.jupiter.api.Test;

/** What a policy counts only in part, once, or not at all. */
class CapsTest {
    private static final String CYCLE = "2023-2025";

    @Test
    void aDayHoldsOnlySoManyHours() {
        Judgement judgement = Given.judged(
                SHANGHAI,
                CYCLE,
                Lines.of("long", "professional", "30")
                        .on("2024-03-01", "2024-03-03")
                        .line(),
                Lines.of("online", "public", "10")
                        .form("remote")
                        .on("2024-03-03", "2024-03-04")
                        .line(),
                Lines.of("undated", "public", "50").line());

        // four days of eight hours; the class ends first, and is served first
        assertThat(counted(judgement, "long")).isEqualTo("24");
        assertThat(counted(judgement, "online")).isEqualTo("8");
        assertThat(counted(judgement, "undated")).isEqualTo("50");
        assertThat(why(judgement, "long")).containsExactly("line.counted", "line.cap-day");
    }

    @Test
    void oneActivityAndOneFormCountOnlySoMuch() {
        Judgement judgement = Given.judged(
                SHANGHAI,
                CYCLE,
                Lines.of("a", "professional", "120").form("degree").line(),
                Lines.of("b", "professional", "40")
                        .form("self-study")
                        .on("2023-05", null)
                        .line(),
                Lines.of("c", "public", "40")
                        .form("self-study")
                        .on("2024-05", null)
                        .line(),
                Lines.of("d", "public", "40")
                        .form("self-study")
                        .on("2025-05", null)
                        .line(),
                Lines.of("e", "public", "40").form("other").line());

        assertThat(counted(judgement, "a")).isEqualTo("100");
        assertThat(counted(judgement, "b")).isEqualTo("40");
        assertThat(counted(judgement, "c")).isEqualTo("5");
        assertThat(counted(judgement, "d")).isEqualTo("0");
        assertThat(why(judgement, "a")).containsExactly("line.counted", "line.cap-activity");
        assertThat(why(judgement, "d")).containsExactly("line.cap-form");
        assertThat(why(judgement, "e")).containsExactly("line.form-not-counted");
        assertThat(total(judgement)).isEqualTo("145");
    }

    @Test
    void aCreditIsWorthWhatItsIndustryCounts() {
        HourLine credits = Lines.of("a", "professional", "10").unit("credits").line();

        assertThat(total(Given.judged(SHANGHAI.withIndustry("卫生"), CYCLE, credits)))
                .isEqualTo("30");
        assertThat(total(Given.judged(SHANGHAI.withIndustry("教育"), CYCLE, credits)))
                .isEqualTo("10");
        assertThat(Given.line(Given.judged(SHANGHAI, CYCLE, credits), "a")
                        .why()
                        .get(1)
                        .text()
                        .en())
                .isEqualTo("10 credits are 10 class hours (示例数值（其他行业学分）)");
    }

    @Test
    void oneCourseUnderTwoInstitutionsNamesCountsOnceWithItsMostHours() {
        Judgement judgement = Given.judged(
                Given.RENCHENG,
                "2025",
                Lines.of("a", "professional", "16")
                        .course("《数据 安全》", null)
                        .at("济宁示例学院")
                        .on("2025-03-11", null)
                        .line(),
                Lines.of("b", "professional", "20")
                        .course("数据安全", null)
                        .at("示例学院")
                        .on("2025-03", null)
                        .line(),
                Lines.of("c", "professional", "8")
                        .course("数据安全", null)
                        .on("2025-04-11", null)
                        .line(),
                Lines.of("d", "public", "8").course("甲", "K-1").line(),
                Lines.of("e", "public", "6").course("乙", "K-1").line());

        assertThat(why(judgement, "a")).containsExactly("line.double");
        assertThat(Given.line(judgement, "a").why().get(0).parameters()).containsEntry("other", "b");
        assertThat(why(judgement, "e")).containsExactly("line.double");
        assertThat(total(judgement)).isEqualTo("36");
        assertThat(judgement.notes().stream().map(each -> each.text().zh()))
                .anyMatch(each -> each.contains("同一学习活动只计一次"));
    }

    @Test
    void oneCourseOfEachYearIsNotTheSameForWantOfADate() {
        Judgement cycle = Given.judged(
                SHANGHAI,
                CYCLE,
                Lines.of("a", "public", "30")
                        .course("公需科目", null)
                        .period("2023")
                        .line(),
                Lines.of("b", "public", "30")
                        .course("公需科目", null)
                        .period("2024")
                        .line(),
                Lines.of("c", "public", "20")
                        .course("公需科目", null)
                        .period("2024")
                        .line());
        Judgement spread = Given.judged(
                Given.RENCHENG,
                "2025",
                Lines.of("first", "professional", "100")
                        .course("在职研究生", null)
                        .form("degree")
                        .period("2024")
                        .line(),
                Lines.of("second", "professional", "80")
                        .course("在职研究生", null)
                        .form("degree")
                        .period("2025")
                        .line());

        assertThat(total(cycle)).isEqualTo("60");
        assertThat(why(cycle, "c")).containsExactly("line.double");
        assertThat(total(spread)).isEqualTo("90");
    }

    @Test
    void nobodyIsInTwoClassesOnOneDay() {
        Judgement judgement = Given.judged(
                SHANGHAI,
                CYCLE,
                Lines.of("a", "professional", "16")
                        .on("2024-03-01", "2024-03-02")
                        .line(),
                Lines.of("b", "professional", "8")
                        .on("2024-03-02", "2024-03-02")
                        .line(),
                Lines.of("c", "professional", "8").on("2024-03", "2024-03").line(),
                Lines.of("d", "professional", "8")
                        .form("remote")
                        .on("2024-03-04", "2024-03-04")
                        .line());

        assertThat(why(judgement, "b")).containsExactly("line.overlap");
        assertThat(Given.line(judgement, "b").why().get(0).text().zh()).isEqualTo("不计入：与记录a的日期重叠（示例数值（同日面授））");
        assertThat(total(judgement)).isEqualTo("32");
    }

    @Test
    void excessCountsInTheNextPeriodUpToWhatThePolicySays() {
        String rule = "carryOver: {most: \"20\", source: 示例}\n";

        Judgement first = Written.judged(rule, professional("a", "100"), publicly("b", "15"));
        assertThat(first.carryOver()).isEqualTo(carried("2025", "0", "20"));
        Judgement second = Written.judged(rule, carried("2024", "5", "30"), professional("a", "75"));
        // twenty at most, of the professional ones first
        assertThat(total(second)).isEqualTo("95");
        assertThat(second.met()).isTrue();
        // what was carried in once is not carried on: five hours are more than the duty, and its own
        assertThat(second.carryOver()).isEqualTo(carried("2025", "0", "5"));
        assertThat(second.notes().get(0).text().zh()).isEqualTo("上周期2024结转35学时，计入20学时（示例）");
        assertThat(Written.judged(rule, professional("a", "89")).carryOver()).isEqualTo(Carried.NOTHING);
    }

    @Test
    void carriedHoursAreUnderTheirCategorysCap() {
        String rules = """
                carryOver: {most: "50", categories: [public], source: 示例}
                caps:
                  - {per: period, category: public, most: {hours: "30"}, source: 示例}
                """;

        Judgement judgement =
                Written.judged(rules, carried("2024", "25", "10"), publicly("a", "10"), professional("b", "60"));
        assertThat(counted(judgement, "a")).isEqualTo("5");
        assertThat(total(judgement)).isEqualTo("90");
    }

    @Test
    void aCapOnAllIsOne() {
        String rules = "caps:\n  - {per: period, most: {hours: \"95\"}, source: 示例}\n";

        Judgement judgement = Written.judged(rules, publicly("a", "60"), professional("b", "60"));
        assertThat(total(judgement)).isEqualTo("95");
        assertThat(why(judgement, "b")).containsExactly("line.counted", "line.cap-period");
    }

    @Test
    void aThirdOf74IsRoundedSoThatItIsNeverMore() {
        String rules = Written.PLAIN.replace("\"90\"", "\"74\"")
                + "caps:\n  - {per: period, category: public, most: {share: 1/3, of: minimum}, source: 示例}\n";

        Judgement judgement = Judge.judge(
                Given.RENCHENG, Written.chosen(rules, "2025"), java.util.List.of(publicly("a", "30")), Carried.NOTHING);
        assertThat(total(judgement)).isEqualTo("24.66");
    }

    @Test
    void aShareOfAllThatCountsGrowsWithIt() {
        String yaml = Written.PLAIN.replace(
                "{least: \"90\",", "{least: \"90\", categories: {professional: {share: 2/3, of: total}},");

        Judgement judgement = Judge.judge(
                Given.RENCHENG,
                Written.chosen(yaml, "2025"),
                java.util.List.of(publicly("a", "40"), professional("b", "60")),
                Carried.NOTHING);
        assertThat(Given.missing(judgement, "professional")).isEqualTo("6.67");
    }

    /** Whoever writes very many records for one person must not keep a city from issuing. */
    @Test
    void veryManyLinesOfOnePersonAreComparedOnlyWithWhatTheyMayRepeat() {
        HourLine[] lines = new HourLine[40_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = professional("r" + i, "1");
        }

        Judgement judgement = Written.judged("doubles: {by: [course-code, course-and-start], source: 示例}\n", lines);

        assertThat(judgement.lines()).hasSize(lines.length);
    }
}

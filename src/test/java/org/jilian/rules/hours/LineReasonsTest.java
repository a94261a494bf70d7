package org.jilian.rules.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.hours.Given.RENCHENG;
import static org.jilian.rules.hours.Given.counted;
import static org.jilian.rules.hours.Given.judged;
import static org.jilian.rules.hours.Given.total;
import static org.jilian.rules.hours.Given.why;
import static org.jilian.rules.hours.Lines.professional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jilian.record.CanonicalJson;
import org.jilian.rules.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever stands in a record, the judgement says what it makes of it, in both languages, and goes on. */
class LineReasonsTest {
    @ParameterizedTest
    @CsvSource({"-4", "0", "0.00", "1e9", "NaN", "''", "三", "4.555", "8760.01", "999999", "9999999", "'12 '", "+1"})
    void anAbsurdAmountIsSaidAndNotCounted(String amount) {
        assertRefused(Lines.of("a", "professional", amount), "line.amount");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-02-30,",
        "2025-13,",
        "2025-3-1,",
        "2025,",
        "昨天,",
        "+99999-01-,",
        ",2025-00-01",
        "2025-03-02,2025-03-01",
        "2025-04,2025-03"
    })
    void datesThatAreNoneAreSaid(String start, String end) {
        assertRefused(Lines.of("a", "professional", "8").on(start, end), "line.dates");
    }

    @Test
    void unknownCodesAreSaid() {
        assertRefused(Lines.of("a", "elective", "8"), "line.category-unknown");
        assertRefused(Lines.of("a", "", "8"), "line.category-unknown");
        assertRefused(Lines.of("a", "public", "8").unit("weeks"), "line.unit-unknown");
        assertRefused(Lines.of("a", "public", "8").unit("credits"), "line.unit-not-convertible");
        assertRefused(Lines.of("a", "public", "8").status("draft"), "line.status-unknown");
        assertRefused(Lines.of("a", "public", "8").result("good"), "line.result-unknown");
    }

    /** Records of the federation cannot hold such texts, but whoever judges lines of another system may hand them in. */
    @Test
    void whateverARecordStatesTheDocumentCanBeWrittenAndStaysSmall() {
        String ugly = "\0\uD800{x}\n" + "9".repeat(100_000);
        Judgement judgement = judged(
                RENCHENG,
                "2025",
                Lines.of("a", "professional", ugly).line(),
                Lines.of("b", ugly, "8").line(),
                Lines.of("c", "public", "8").unit(ugly).line(),
                Lines.of("d", "public", "8").status(ugly).line(),
                Lines.of("e", "public", "8").result(ugly).line(),
                Lines.of("f", "public", "8").on(ugly, ugly).line());

        assertThat(CanonicalJson.write(judgement.write())).hasSizeLessThan(6000);
        assertThat(Given.line(judgement, "a").why().get(0).text().en())
                .startsWith("not counted: the amount '??{x}?999")
                .contains("99…'");
    }

    @Test
    void whatFailedOrWasRevokedIsNotCounted() {
        assertRefused(Lines.of("a", "public", "8").result("failed"), "line.failed");
        assertRefused(Lines.of("a", "public", "8").status("revoked"), "line.revoked");
        assertThat(total(judged(
                        RENCHENG,
                        "2025",
                        Lines.of("a", "public", "8").result(null).line())))
                .isEqualTo("8");
        assertThat(total(judged(
                        RENCHENG,
                        "2025",
                        Lines.of("a", "public", "8").result("excellent").line())))
                .isEqualTo("8");
    }

    @ParameterizedTest
    @CsvSource({
        "2024,,,line.outside-period",
        "2025,2024-12,2024-12-31,line.outside-period",
        "2025,2024-12-30,2025-01-02,line.counted",
        "2025,,,line.counted",
        "2024-2026,,,line.outside-period",
        "abcd,,,line.outside-period",
        ",2024-12-31,2025-02-01,line.outside-period",
        ",2025-12-31,2026-02-01,line.counted",
        ",,2025-12,line.counted",
        ",,,line.counted"
    })
    void theRecordsPeriodDecidesUnlessNoDayOfItLiesThere(String period, String start, String end, String code) {
        Lines line = Lines.of("a", "professional", "8").on(start, end);
        HourLine each = period == null ? line.line() : line.period(period).line();

        assertThat(why(judged(RENCHENG, "2025", each), "a")).containsExactly(code);
    }

    @Test
    void onlyTheNewestVersionOfARecordIsLookedAt() {
        Judgement judgement = judged(
                RENCHENG,
                "2025",
                professional("a", "40"),
                Lines.of("a", "professional", "8").version(2).line(),
                Lines.of("b", "professional", "8").line(),
                Lines.of("b", "professional", "8").version(2).status("revoked").line());

        assertThat(total(judgement)).isEqualTo("8");
        assertThat(judgement.lines().stream()
                        .map(each -> each.why().get(0).code().code()))
                .containsExactlyInAnyOrder("line.superseded", "line.counted", "line.superseded", "line.revoked");
    }

    @Test
    void theSameRecordTwiceCountsOnce() {
        Judgement judgement = judged(RENCHENG, "2025", professional("a", "40"), professional("a", "40"));

        assertThat(total(judgement)).isEqualTo("40");
        assertThat(judgement.lines()).hasSize(2);
        assertThat(judgement.lines().get(1).why().get(0).code()).isEqualTo(WhyCode.TWICE);
    }

    @Test
    void aRecordsContentIsTakenAsItStands() {
        HourLine line = HourLine.of(
                "r",
                3,
                "active",
                "2025",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("category", "professional")
                        .put("course", "示例课程")
                        .put("hours", "16")
                        .put("startDate", "2025-03-11")
                        .put("endDate", "2025-03"));
        HourLine number = HourLine.of(
                "n", 1, "active", "2025", JsonNodeFactory.instance.objectNode().put("hours", 1.5));

        assertThat(counted(judged(RENCHENG, "2025", line), "r")).isEqualTo("16");
        assertThat(line.unit()).isEqualTo("hours");
        assertThat(why(judged(RENCHENG, "2025", number), "n")).containsExactly("line.category-unknown");
    }

    @Test
    void whatWasLearntBeforeAPolicyCountsIsSaid() {
        Judgement judgement = Written.judged(
                "activitiesFrom: 2025-03-01\n",
                Lines.of("a", "professional", "8").on("2025-02", null).line(),
                Lines.of("b", "professional", "8").on("2025-02", "2025-03").line());

        assertThat(why(judgement, "a")).containsExactly("line.before-policy");
        assertThat(why(judgement, "b")).containsExactly("line.counted");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(WhyCode.class)
    void everyReasonHasASentenceInBothLanguages(WhyCode code) {
        assertThat(code.template().zh()).isNotBlank().containsPattern("[\\u4e00-\\u9fff]");
        assertThat(code.template().en()).isNotBlank().doesNotContainPattern("[\\u4e00-\\u9fff]");
        assertThat(WhyCode.of(code.code())).contains(code);
    }

    private static void assertRefused(Lines line, String code) {
        Judgement judgement = judged(RENCHENG, "2025", line.line(), professional("other", "5"));

        assertThat(why(judgement, "a")).containsExactly(code);
        assertThat(Given.line(judgement, "a").outcome()).isEqualTo(Judgement.Outcome.NOT_COUNTED);
        assertThat(total(judgement)).isEqualTo("5");
        Text said = Given.line(judgement, "a").why().get(0).text();
        assertThat(said.zh()).startsWith("不计入：").doesNotContain("{").doesNotContain("“?”");
        assertThat(said.en()).startsWith("not counted: ").doesNotContain("{").doesNotContain("'?'");
    }
}

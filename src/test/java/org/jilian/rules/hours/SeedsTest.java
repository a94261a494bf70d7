package org.jilian.rules.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.hours.Given.GUANGZHOU;
import static org.jilian.rules.hours.Given.LANKAO;
import static org.jilian.rules.hours.Given.QINGDAO;
import static org.jilian.rules.hours.Given.RENCHENG;
import static org.jilian.rules.hours.Given.SHANGHAI;
import static org.jilian.rules.hours.Given.SHIPPED;
import static org.jilian.rules.hours.Given.carried;
import static org.jilian.rules.hours.Given.chosen;
import static org.jilian.rules.hours.Given.counted;
import static org.jilian.rules.hours.Given.judged;
import static org.jilian.rules.hours.Given.missing;
import static org.jilian.rules.hours.Given.none;
import static org.jilian.rules.hours.Given.period;
import static org.jilian.rules.hours.Given.total;
import static org.jilian.rules.hours.Given.why;
import static org.jilian.rules.hours.Lines.professional;
import static org.jilian.rules.hours.Lines.publicly;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of the documents that the product was made after, judged. */
class SeedsTest {
    @ParameterizedTest
    @CsvSource({
        "410,60,26,true,0,0,0",
        "411,60,26,true,0,0,0",
        "420,59,27,false,0,1,0",
        "412,61,25,false,0,0,1",
        "420,60,25.5,false,0.5,0,0.5",
        "430,52,22,true,0,0,0",
        "435,51.5,22.5,false,0,0.5,0",
        "434,52,21,false,1,0,1"
    })
    void henanAsksMoreOfTheHigherRanks(
            String rank, String professional, String publicly, boolean met, String all, String first, String second) {
        Judgement judgement =
                judged(LANKAO.withRank(rank), "2013", professional("a", professional), publicly("b", publicly));

        assertThat(judgement.met()).isEqualTo(met);
        assertThat(missing(judgement, "total")).isEqualTo(all);
        assertThat(missing(judgement, "professional")).isEqualTo(first);
        assertThat(missing(judgement, "public")).isEqualTo(second);
    }

    @ParameterizedTest
    @CsvSource({"420,64,86", "430,56,74"})
    void henansClockHoursAreWhatItsTextSaysAndNot45MinutesEach(String rank, int clockHours, String hours) {
        Facts person = LANKAO.withRank(rank);
        HourLine all = Lines.of("a", "professional", String.valueOf(clockHours))
                .unit("clock-hours")
                .line();
        HourLine[] single = IntStream.range(0, clockHours)
                .mapToObj(i -> Lines.of("a" + i, "professional", "1")
                        .unit("clock-hours")
                        .line())
                .toArray(HourLine[]::new);

        assertThat(total(judged(person, "2013", all))).isEqualTo(hours);
        assertThat(total(judged(person, "2013", single))).isEqualTo(hours);
    }

    @Test
    void publicSubjectsCountForAThirdOfThe72AndTheRestIsNoViolation() {
        Judgement judgement = judged(RENCHENG, "2012", publicly("a", "30"), professional("b", "48"));

        assertThat(total(judgement)).isEqualTo("72");
        assertThat(judgement.met()).isTrue();
        assertThat(counted(judgement, "a")).isEqualTo("24");
        assertThat(why(judgement, "a")).containsExactly("line.counted", "line.cap-category");
        assertThat(Given.line(judgement, "a").why().get(1).text().zh())
                .isEqualTo("公需科目每周期最多计24学时，6学时不计入，不属违规（国人部发〔2007〕96号 6）");
    }

    @ParameterizedTest
    @CsvSource({"60,30,true,0,0", "59.99,30.01,false,0,0.01", "90,0,true,0,0", "60,29,false,1,0", "70,40,true,0,0"})
    void ninetyHoursOfWhichTwoThirdsAreProfessional(
            String professional, String publicly, boolean met, String all, String missing) {
        Judgement judgement = judged(RENCHENG, "2024", professional("a", professional), publicly("b", publicly));

        assertThat(judgement.met()).isEqualTo(met);
        assertThat(missing(judgement, "total")).isEqualTo(all);
        assertThat(missing(judgement, "professional")).isEqualTo(missing);
    }

    @Test
    void qingdaosProgrammesAreDutiesOfThoseWhoTakePart() {
        Facts both = QINGDAO.withProgrammes(Set.of("urgent-shortage", "post-training"));
        List<Choice.Chosen> beside = SHIPPED.beside(both, period("2016"));

        assertThat(SHIPPED.beside(QINGDAO, period("2016"))).isEmpty();
        assertThat(SHIPPED.beside(both, period("2021"))).isEmpty();
        assertThat(beside.stream().map(each -> each.policy().policy().name()))
                .containsExactlyInAnyOrder("qingdao-2014-urgent", "qingdao-2014-post");
        for (Choice.Chosen each : beside) {
            boolean post = each.policy().policy().name().endsWith("post");
            Judgement judgement = Judge.judge(both, each, List.of(professional("a", "36")), Carried.NOTHING);
            assertThat(judgement.met()).isEqualTo(post);
            assertThat(missing(judgement, "total")).isEqualTo(post ? "0" : "36");
            assertThat(judgement.basis().choice().get(0).text().zh()).contains("单独认定");
        }
        assertThat(chosen(both, "2016").policy().policy().name()).isEqualTo("nation-2015");
    }

    @Test
    void twelveDaysAre72Hours() {
        HourLine days = Lines.of("a", "professional", "12").unit("days").line();

        assertThat(total(judged(RENCHENG, "2009", days))).isEqualTo("72");
        assertThat(judged(RENCHENG, "2009", days).met()).isTrue();
        assertThat(chosen(RENCHENG, "2009").policy().policy().name()).isEqualTo("jining-2007");
        assertThat(missing(judged(RENCHENG, "2009", professional("a", "71.5")), "total"))
                .isEqualTo("0.5");
    }

    @Test
    void jining2023StatesNoHoursAndFollowsTheNationOfItsTime() {
        Choice.Chosen chosen = chosen(RENCHENG, "2025");

        assertThat(chosen.policy().cited().stream().map(Cited::policy)).containsExactly("jining-2023", "nation-2015");
        assertThat(chosen.duty().least()).isEqualByComparingTo("90");
        assertThat(chosen.why().stream().map(each -> each.text().zh()))
                .containsExactly(
                        "按370800的“济宁市专业技术人才知识更新工程（2023－2030年）实施方案”（jining-2023，第1版）认定：它在周期最后一天2025-12-31有效，是适用于本人的最近一级政策",
                        "以下更近一级的地方在该日没有适用于本人的政策：370811",
                        "其未规定的事项（周期、学时要求、折算、分期计入、重复登记）按“专业技术人员继续教育规定”（nation-2015，第1版）");
        assertThat(chosen.why().get(2).text().en())
                .isEqualTo(
                        "what it leaves unsaid (cycle, duties, conversions, spreading, doubles) follows 'Regulations on continuing education of professionals' (nation-2015, version 1)");
    }

    @Test
    void the152AndAHalfHoursOfAFileAreExact() {
        Judgement judgement = judged(RENCHENG, "2025", professional("a", "100.25"), professional("b", "52.25"));

        assertThat(total(judgement)).isEqualTo("152.5");
    }

    @Test
    void degreeStudyIsSpreadOverTwoYears() {
        HourLine degree = Lines.of("a", "professional", "100.01")
                .form("degree")
                .period("2024")
                .line();

        Judgement first = judged(RENCHENG, "2024", degree);
        Judgement second = judged(RENCHENG, "2025", degree);
        assertThat(total(first)).isEqualTo("50");
        assertThat(total(second)).isEqualTo("50.01");
        assertThat(why(second, "a")).containsExactly("line.counted", "line.spread");
        assertThat(why(judged(RENCHENG, "2026", degree), "a")).containsExactly("line.outside-period");
        assertThat(why(judged(RENCHENG, "2023", degree), "a")).containsExactly("line.outside-period");
    }

    @Test
    void aPeriodBeforeEveryPolicyIsJudgedByNone() {
        assertThat(none(RENCHENG, "2006").text().zh()).isEqualTo("周期2006没有适用于本人的学时政策");
        assertThat(chosen(RENCHENG, "2007").policy().policy().name()).isEqualTo("jining-2007");
        assertThat(chosen(QINGDAO, "2007").policy().policy().name()).isEqualTo("nation-2007");
        assertThat(chosen(QINGDAO, "2014").policy().policy().name()).isEqualTo("nation-2007");
        assertThat(chosen(QINGDAO, "2015").policy().policy().name()).isEqualTo("nation-2015");
        // Jining's plan ended with 2010, and its next one states no hours
        assertThat(chosen(RENCHENG, "2011").policy().policy().name()).isEqualTo("nation-2007");
    }

    @Test
    void aRankOutsideHenansGroupsIsLeftToTheNation() {
        assertThat(chosen(LANKAO.withRank("499"), "2013").policy().policy().name())
                .isEqualTo("nation-2007");
        assertThat(chosen(LANKAO, "2013").policy().policy().name()).isEqualTo("nation-2007");
        assertThat(chosen(LANKAO.withRank("410"), "2013").policy().policy().name())
                .isEqualTo("henan-2012");
    }

    @Test
    void guangdongsYearClosesOn30April() {
        Judgement judgement = judged(
                GUANGZHOU,
                "2023",
                Lines.of("before", "professional", "40")
                        .on("2023-04-30", "2023-04-30")
                        .line(),
                Lines.of("first", "professional", "42")
                        .on("2023-05-01", "2023-05-01")
                        .line(),
                Lines.of("last", "public", "48").on("2024-04-30", "2024-04-30").line(),
                Lines.of("after", "public", "48").on("2024-05", "2024-06").line());

        assertThat(total(judgement)).isEqualTo("90");
        assertThat(judgement.met()).isTrue();
        assertThat(why(judgement, "before")).containsExactly("line.outside-period");
        assertThat(why(judgement, "after")).containsExactly("line.outside-period");
        assertThat(judgement.basis().span()).hasToString("Span[first=2023-05-01, last=2024-04-30]");
    }

    @Test
    void aCycleOfThreeYearsTakesTheRecordsOfEach() {
        Judgement judgement = judged(
                SHANGHAI,
                "2023-2025",
                Lines.of("a", "professional", "90").period("2023").line(),
                Lines.of("b", "professional", "90").period("2024").line(),
                Lines.of("c", "public", "90")
                        .period("2025")
                        .on("2025-12-01", "2025-12-31")
                        .line(),
                Lines.of("d", "public", "90").period("2026").line());

        assertThat(total(judgement)).isEqualTo("270");
        assertThat(judgement.met()).isTrue();
        assertThat(why(judgement, "d")).containsExactly("line.outside-period");
        assertThat(none(SHANGHAI, "2024").text().en())
                .isEqualTo(
                        "2024 is no period of 'Shanghai's cycle of three years (example)' (shanghai-example); judge one of its own, such as 2023-2025");
        assertThat(none(RENCHENG, "2023-2025").code().code()).isEqualTo("choice.cycle");
    }

    @Test
    void fullTimeTeachersOweAMonthBesides() {
        Facts teacher = RENCHENG.withTags(Set.of("full-time-teacher"));
        List<Choice.Chosen> beside = SHIPPED.beside(teacher, period("2025"));

        assertThat(beside).hasSize(1);
        Judgement judgement = Judge.judge(
                teacher,
                beside.get(0),
                List.of(Lines.of("a", "professional", "1").unit("months").line()),
                Carried.NOTHING);
        assertThat(judgement.met()).isTrue();
        assertThat(judgement.notes().stream().map(each -> each.text().zh()))
                .containsExactly("所用数值未经与原文核对：1个月按20个工作日、每天6学时（示例）");
        assertThat(SHIPPED.beside(RENCHENG, period("2025"))).isEmpty();
    }

    @Test
    void whatNoPolicyCarriesOverDoesNotCount() {
        Judgement judgement = Judge.judge(
                RENCHENG, chosen(RENCHENG, "2025"), List.of(professional("a", "80")), carried("2024", "0", "20"));

        assertThat(total(judgement)).isEqualTo("80");
        assertThat(judgement.notes().get(0).text().zh()).isEqualTo("上周期2024结转的20学时不计入：政策没有规定结转");
    }
}

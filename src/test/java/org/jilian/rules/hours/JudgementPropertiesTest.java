package org.jilian.rules.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jilian.record.CanonicalJson;

/** What is true of every judgement, whatever the lines and whichever the policy. */
class JudgementPropertiesTest {
    /** Reasons by which a further line may take from others what they counted. */
    private static final Set<String> TAKING = Set.of(
            "line.cap-activity",
            "line.cap-day",
            "line.cap-form",
            "line.cap-category",
            "line.cap-period",
            "line.double",
            "line.twice",
            "line.overlap",
            "line.superseded");

    /** A person of a place, and a period that has a policy there. */
    record Case(Facts person, String period) {}

    private static final List<Case> CASES = List.of(
            new Case(Given.RENCHENG, "2025"),
            new Case(Given.RENCHENG, "2009"),
            new Case(Given.QINGDAO, "2012"),
            new Case(Given.LANKAO.withRank("420"), "2025"),
            new Case(Given.LANKAO.withRank("435"), "2025"),
            new Case(Given.SHANGHAI.withIndustry("卫生"), "2023-2025"),
            new Case(Given.GUANGZHOU, "2025"));

    @Property(tries = 400)
    void theOrderOfTheLinesChangesNothing(
            @ForAll("cases") Case given, @ForAll("lines") List<HourLine> lines, @ForAll Random random) {
        List<HourLine> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, random);

        assertThat(CanonicalJson.text(judged(given, shuffled).write()))
                .isEqualTo(CanonicalJson.text(judged(given, lines).write()));
    }

    @Property(tries = 400)
    void everyLineIsThereOnceAndTheTotalsAreTheSumsOfTheLines(
            @ForAll("cases") Case given, @ForAll("lines") List<HourLine> lines) {
        Judgement judgement = judged(given, lines);

        assertThat(judgement.lines().stream().map(Judgement.Line::id))
                .containsExactlyInAnyOrderElementsOf(
                        lines.stream().map(HourLine::id).toList());
        for (Category category : Category.values()) {
            BigDecimal sum = judgement.lines().stream()
                    .filter(line -> line.category().filter(category::equals).isPresent())
                    .map(Judgement.Line::counted)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(judgement.totals().of(category)).isEqualByComparingTo(sum);
        }
        for (Judgement.Line line : judgement.lines()) {
            assertThat(line.why()).isNotEmpty();
            assertThat(line.counted().signum()).isNotNegative();
            assertThat(line.counted()).isLessThanOrEqualTo(line.hours());
            line.why()
                    .forEach(why -> assertThat(why.text().zh() + why.text().en())
                            .doesNotContain("{")
                            .doesNotContain("}"));
        }
    }

    @Property(tries = 400)
    void theTotalIsNeverMoreThanTheLinesSay(@ForAll("cases") Case given, @ForAll("lines") List<HourLine> lines) {
        Choice.Chosen chosen = Given.chosen(given.person(), given.period());
        BigDecimal most = BigDecimal.ZERO;
        for (HourLine line : lines) {
            most = most.add(stated(chosen, given.person(), line));
        }

        assertThat(judged(given, lines).totals().all()).isLessThanOrEqualTo(most);
    }

    @Property(tries = 600)
    void aFurtherLineTakesNothingAwayUnlessAStatedReasonDoes(
            @ForAll("cases") Case given, @ForAll("lines") List<HourLine> lines, @ForAll("line") HourLine further) {
        List<HourLine> more = new ArrayList<>(lines);
        more.add(further);
        Judgement before = judged(given, lines);
        Judgement after = judged(given, more);

        if (after.totals().all().compareTo(before.totals().all()) < 0) {
            assertThat(after.lines().stream()
                            .flatMap(line -> line.why().stream())
                            .map(why -> why.code().code()))
                    .containsAnyElementsOf(TAKING);
        }
    }

    @Property(tries = 300)
    void withoutCapsAndRepeatsNoLineEverTakesAnythingAway(
            @ForAll("lines") List<HourLine> lines, @ForAll("line") HourLine further) {
        Choice.Chosen plain = Written.chosen(Written.PLAIN + """
                conversions:
                  - {unit: clock-hours, amount: "56", hours: "74", source: 示例}
                  - {unit: days, amount: "7", hours: "40", source: 示例}
                """, "2025");
        List<HourLine> apart = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            apart.add(renamed(lines.get(i), "r" + i));
        }
        Judgement before = Judge.judge(Given.RENCHENG, plain, apart, Carried.NOTHING);
        apart.add(renamed(further, "further"));
        Judgement after = Judge.judge(Given.RENCHENG, plain, apart, Carried.NOTHING);

        for (Category category : Category.values()) {
            assertThat(after.totals().of(category))
                    .isGreaterThanOrEqualTo(before.totals().of(category));
        }
    }

    @Property(tries = 200)
    void aJudgementIsMadeAgainFromItsDocument(@ForAll("cases") Case given, @ForAll("lines") List<HourLine> lines) {
        var document = judged(given, lines).write();

        assertThat(Judge.recompute(
                        document,
                        lines,
                        Given.chosen(given.person(), given.period()).policy()))
                .isEqualTo(document);
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(CASES);
    }

    @Provide
    Arbitrary<List<HourLine>> lines() {
        return line().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<HourLine> line() {
        Arbitrary<String> dates = Arbitraries.of(
                "2025-01-01",
                "2025-03-10",
                "2025-03-11",
                "2025-03-12",
                "2025-03",
                "2025-12-31",
                "2024-11",
                "2026-02",
                "2025-02-30");
        Arbitrary<HourLine.Activity> activities = Combinators.combine(
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(9, Arbitraries.of("public", "professional")),
                                net.jqwik.api.Tuple.of(1, Arbitraries.of("elective", ""))),
                        Arbitraries.of("甲", "乙", "丙", "丁", "戊"),
                        Arbitraries.of("K-1", "K-2").injectNull(0.7),
                        Arbitraries.of("class", "remote", "degree", "self-study", "other")
                                .injectNull(0.2),
                        dates.injectNull(0.3),
                        dates.injectNull(0.5),
                        Arbitraries.of("passed", "excellent", "failed", "?").injectNull(0.3))
                .as((category, course, code, form, start, end, result) ->
                        new HourLine.Activity(category, course, code, form, start, end, null, null, result));
        Arbitrary<String> amounts = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                        9,
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("0.01"), new BigDecimal("60"))
                                .ofScale(2)
                                .map(BigDecimal::toPlainString)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of("-1", "0", "1e9", "9999", "")));
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h"),
                        Arbitraries.of(1, 1, 1, 2),
                        Arbitraries.of("active", "active", "active", "revoked"),
                        Arbitraries.of("2025", "2024").injectNull(0.6),
                        activities,
                        amounts,
                        Arbitraries.of(
                                "hours", "hours", "hours", "days", "half-days", "credits", "clock-hours", "weeks"))
                .as((record, version, status, period, activity, amount, unit) ->
                        new HourLine(new HourLine.Id(record, version), status, period, activity, amount, unit));
    }

    private static Judgement judged(Case given, List<HourLine> lines) {
        return Judge.judge(given.person(), Given.chosen(given.person(), given.period()), lines, Carried.NOTHING);
    }

    private static HourLine renamed(HourLine line, String record) {
        return new HourLine(
                new HourLine.Id(record, 1), line.status(), line.period(), line.activity(), line.amount(), line.unit());
    }

    /** What a line states, converted by itself and rounded up, which is no less than what any judgement makes of it. */
    private static BigDecimal stated(Choice.Chosen chosen, Facts person, HourLine line) {
        BigDecimal amount = Stream.of(line.amount())
                .filter(text -> text.matches("[0-9]+(\\.[0-9]+)?"))
                .map(BigDecimal::new)
                .findFirst()
                .orElse(BigDecimal.ZERO);
        return Unit.of(line.unit())
                .map(unit -> unit == Unit.HOURS
                        ? amount
                        : chosen.policy()
                                .rules()
                                .counting()
                                .conversion(unit, person)
                                .map(by -> by.of(amount).add(new BigDecimal("0.01")))
                                .orElse(BigDecimal.ZERO))
                .orElse(BigDecimal.ZERO);
    }
}

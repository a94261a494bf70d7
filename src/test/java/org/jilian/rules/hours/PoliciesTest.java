package org.jilian.rules.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.rules.hours.Given.RENCHENG;
import static org.jilian.rules.hours.Given.period;
import static org.jilian.rules.hours.Written.PLAIN;
import static org.jilian.rules.hours.Written.policies;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which policies fit together, and which one judges. */
class PoliciesTest {
    private static final String NATION =
            PLAIN.replace("policy: sample", "policy: nation").replace("370800", "000000");

    @Test
    void theMostLocalPolicyInForceOnThePeriodsLastDayJudges() {
        Policies policies = policies(
                NATION,
                PLAIN.replace("from: 2020-01-01", "from: 2024-12-31\nuntil: 2025-12-30"),
                PLAIN.replace("sample", "district").replace("370800", "370811").replace("2020-01-01", "2030-01-01"));

        assertThat(name(policies, "2023")).isEqualTo("nation");
        assertThat(name(policies, "2024")).isEqualTo("sample");
        assertThat(name(policies, "2025")).isEqualTo("nation");
        assertThat(name(policies, "2030")).isEqualTo("district");
    }

    @Test
    void aPlaceIsThatOfTheDirectoryAndNeverOfTheCodesDigits() {
        Policies policies = policies(NATION, PLAIN);
        Facts elsewhere = Facts.at(java.util.List.of("370811", "000000"));

        assertThat(((Choice.Chosen) policies.choose(elsewhere, period("2025")))
                        .policy()
                        .policy()
                        .name())
                .isEqualTo("nation");
    }

    @Test
    void ofOnePlaceThePolicyMeantForFewerJudgesThem() {
        String doctors = PLAIN.replace("sample", "doctors").replace("duties:", "applies: {industries: [卫生]}\nduties:");
        Policies policies = policies(PLAIN, doctors);

        assertThat(name(policies, "2025")).isEqualTo("sample");
        assertThat(((Choice.Chosen) policies.choose(RENCHENG.withIndustry("卫生"), period("2025")))
                        .policy()
                        .policy()
                        .name())
                .isEqualTo("doctors");
    }

    @Test
    void anHeirTakesWholeGroupsAndOnlyThoseItNames() {
        String parent = NATION + """
                caps:
                  - {per: period, category: public, most: {hours: "10"}, source: 示例}
                conversions:
                  - {unit: days, amount: "1", hours: "6", source: 示例}
                """;
        String heir = PLAIN.replace("duties:", "inherits: {policy: nation, rules: [conversions]}\nduties:");
        Judgement all = judged(policies(parent, PLAIN.replace("duties:", "inherits: {place: \"000000\"}\nduties:")));
        Judgement some = judged(policies(parent, heir));
        Judgement none =
                judged(policies(parent, PLAIN.replace("duties:", "inherits: {policy: nation}\ncaps: []\nduties:")));

        assertThat(Given.total(all)).isEqualTo("10");
        assertThat(Given.total(some)).isEqualTo("30");
        assertThat(Given.total(none)).isEqualTo("30");
    }

    @Test
    void nothingInheritsItself() {
        String one = PLAIN.replace("sample", "one").replace("duties:", "inherits: {policy: two}\nduties:");
        String two = NATION.replace("nation", "two").replace("duties:", "inherits: {place: \"370800\"}\nduties:");

        assertThatThrownBy(() -> policies(one, two))
                .hasMessage("policy 'one', inherits: nothing inherits itself: should be no circle, but is one < two");
    }

    @Test
    void whatIsInheritedExists() {
        String heir = PLAIN.replace("duties:", "inherits: {policy: nowhere}\nduties:");

        assertThatThrownBy(() -> policies(heir))
                .hasMessage(
                        "policy 'sample', inherits: what is inherited exists: should be one of [sample], or a place with a policy, but is 'nowhere'");
    }

    @Test
    void aPlaceHasOnePolicyForTheSamePersonsOnADay() {
        String later = PLAIN.replace("sample", "later").replace("2020-01-01", "2024-01-01");

        assertThatThrownBy(() -> policies(PLAIN, later))
                .hasMessage(
                        "policy 'sample', from: a place has one policy for the same persons on a day: should be 'until' of the older one before 'from' of the newer, but is in force at the same time as 'later'");
        assertThat(policies(PLAIN.replace("from:", "until: 2023-12-31\nfrom:"), later)
                        .all())
                .hasSize(2);
        assertThatThrownBy(() -> policies(PLAIN, PLAIN)).hasMessageContaining("a name is one policy's");
    }

    @Test
    void aParentThatIsNotThereYetIsSaid() {
        String heir = PLAIN.replace("duties:", "inherits: {place: \"000000\"}\nduties:");
        Policies policies = policies(NATION.replace("2020-01-01", "2025-01-01"), heir);

        Choice choice = policies.choose(RENCHENG, period("2024"));
        assertThat(((Choice.None) choice).why().text().zh()).isEqualTo("“示例”（sample）沿用的政策在该日不存在");
    }

    @Test
    void aDutyInDaysNeedsAConversion() {
        String days = PLAIN.replace("\"90\"", "\"12\", unit: days");

        Choice choice = policies(days).choose(RENCHENG, period("2024"));
        assertThat(((Choice.None) choice).why().text().en())
                .isEqualTo("'Sample' (sample) states its duty in days and no conversion into class hours");
    }

    @Test
    void theOrderOfFilesDecidesNothing() {
        Stream.of("2012", "2013", "2020", "2025").forEach(year -> {
            Policies backwards = Policies.of(
                    Given.SHIPPED.all().stream()
                            .sorted((a, b) -> b.name().compareTo(a.name()))
                            .toList(),
                    Given.HASH);
            assertThat(backwards.choose(RENCHENG, period(year)))
                    .isEqualTo(Given.SHIPPED.choose(RENCHENG, period(year)));
        });
    }

    private static Judgement judged(Policies policies) {
        return Judge.judge(
                RENCHENG,
                (Choice.Chosen) policies.choose(RENCHENG, period("2025")),
                java.util.List.of(Lines.of("a", "public", "5").unit("days").line()),
                Carried.NOTHING);
    }

    private static String name(Policies policies, String year) {
        return ((Choice.Chosen) policies.choose(RENCHENG, period(year)))
                .policy()
                .policy()
                .name();
    }
}

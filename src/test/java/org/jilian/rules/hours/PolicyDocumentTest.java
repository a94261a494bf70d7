package org.jilian.rules.hours;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.rules.hours.Written.PLAIN;

import org.jilian.record.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy says everything it means, and nothing that is passed over. */
class PolicyDocumentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "least: \"90\"|least: 90|duties[0].least: a text, in quotation marks if it looks like a number: should be a text, but is 90",
                "least: \"90\"|least: \"4,5\"|duties[0].least: amounts are exact decimals in quotation marks: should be a number above 0 such as \"72\" or \"4.5\", but is '4,5'",
                "least: \"90\"|least: \"-90\"|duties[0].least: amounts are exact decimals in quotation marks: should be a number above 0 such as \"72\" or \"4.5\", but is '-90'",
                "least: \"90\"|least: \"090\"|duties[0].least: amounts are exact decimals in quotation marks: should be a number above 0 such as \"72\" or \"4.5\", but is '090'",
                "version: 1|version: \"1\"|version: a whole number: should be from 1 to 1000000, but is \"1\"",
                "version: 1|version: 1.5|version: a whole number: should be from 1 to 1000000, but is 1.5",
                "place: \"370800\"|place: 000000|place: a text, in quotation marks if it looks like a number: should be a text, but is 0",
                "place: \"370800\"|place: \"990800\"|place: places are division codes: should be six digits of GB/T 2260 in quotation marks, 000000 for the nation, but is '990800'",
                "from: 2020-01-01|from: 2020-02-30|from: dates are days of the calendar: should be a day such as 2015-10-01, but is '2020-02-30'",
                "from: 2020-01-01|from: 2020-01-01\\nuntil: 2019-12-31|until: a policy ends after it began: should be not before 2020-01-01, but is 2019-12-31",
                "source: 示例|note: 示例|duties[0]: every such place has 'source': should be given, but is absent",
                "source: 示例}|source: 示例, hours: 3}|duties[0].hours: no field is passed over: should be one of [applies, categories, least, source, unit, unverified], but is unknown",
                "source: 示例}|source: 示例, unit: weeks}|duties[0].unit: the words of this field: should be one of [clock-hours, credits, days, half-days, hours, months], but is 'weeks'",
                "source: 示例}|source: 示例, categories: {public: {share: 3/2, of: minimum}}}|duties[0].categories.public.share: a share is a fraction from 0 to 1 in quotation marks: should be such as \"2/3\", but is '3/2'",
                "source: 示例}|source: 示例, categories: {public: {share: 1/3}}}|duties[0].categories.public: a quantity: should be 'hours', or 'share' with 'of', but is [share]",
                "source: 示例}|source: 示例, categories: {elective: {hours: \"3\"}}}|duties[0].categories.elective: no field is passed over: should be one of [professional, public], but is unknown",
                "source: 示例}|source: 示例, applies: {ranks: [\"411\", \"411\"]}}|duties[0].applies.ranks[1]: a value stands once: should be another value, but is \"411\"",
                "source: 示例}|source: 示例, applies: {unitNatures: [企业]}}|duties[0].applies.unitNatures[0]: a code of the table 'unit-nature': should be one of [government, public-institution, state-owned, non-public, social-organisation, other], but is '企业'",
                "duties:|beside: yes please\\nduties:|beside: a yes or no: should be true or false, but is \"yes please\"",
                "duties:|inherits: {policy: a, place: \"000000\"}\\nduties:|inherits: one parent: should be either 'policy' or 'place', but is [place, policy]",
                "duties:|cycle: {years: 11, begins: \"01-01\", source: 示例}\\nduties:|cycle.years: a whole number: should be from 1 to 10, but is 11",
                "duties:|cycle: {years: 1, begins: \"02-29\", source: 示例}\\nduties:|cycle.begins: the day on which a period begins: should be month and day such as \"05-01\", but is '02-29'",
                "duties:|conversions: [{unit: hours, amount: \"1\", hours: \"1\", source: 示例}]\\nduties:|conversions[0].unit: hours are what is converted into: should be another unit, but is 'hours'",
                "duties:|caps: [{per: period, most: {share: 1/3, of: total}, source: 示例}]\\nduties:|caps[0].most: a cap decides the total, so it is no share of it: should be of: minimum, but is of: total",
                "duties:|forms: {source: 示例}\\nduties:|forms: which forms count: should be either 'only' or 'except', with codes, but is [source]",
                "duties:|remarks: 无\\nduties:|remarks: no field is passed over: should be one of [activitiesFrom, applies, beside, caps, carryOver, conversions, cycle, document, doubles, duties, forms, from, inherits, label, overlaps, place, policy, spreads, until, version], but is unknown"
            })
    void aMistakeIsNamedWithPolicyPathRuleExpectedAndActual(String good, String bad, String message) {
        String yaml = PLAIN.replace(good, bad.replace("\\n", "\n"));

        assertThat(yaml).isNotEqualTo(PLAIN);
        assertThatThrownBy(() -> Written.policy(yaml)).hasMessage("policy 'sample', " + message);
    }

    @Test
    void aPolicyWithoutDutiesInheritsThem() {
        assertThatThrownBy(() -> Written.policy(PLAIN.substring(0, PLAIN.indexOf("duties:"))))
                .hasMessage(
                        "policy 'sample', the document: a policy says what is owed, or whose policy says it: should be 'duties' or 'inherits', but is absent");
    }

    @Test
    void everyShippedPolicyIsTheSameFromYamlAndFromJson() {
        assertThat(Given.SHIPPED.all()).hasSizeGreaterThanOrEqualTo(10);
        for (Policy policy : Given.SHIPPED.all()) {
            byte[] travelling = CanonicalJson.write(policy.write());
            Policy arrived = Policy.read(CanonicalJson.read(travelling), Given.TABLES);

            assertThat(arrived).isEqualTo(policy);
            assertThat(arrived.digest(Given.HASH)).isEqualTo(Given.SHIPPED.digest(policy));
        }
    }

    @Test
    void theDigestIsThatOfTheMeaningAndNotOfTheFile() {
        String reordered =
                "# a comment\n" + PLAIN.replace("version: 1\n", "") + "version: 1\nbeside: false\ncaps: []\n";
        String other = PLAIN.replace("\"90\"", "\"91\"");

        assertThat(Written.policy(PLAIN + "caps: []\n").digest(Given.HASH))
                .isEqualTo(Written.policy(reordered).digest(Given.HASH));
        assertThat(Written.policy(other).digest(Given.HASH))
                .isNotEqualTo(Written.policy(PLAIN).digest(Given.HASH));
        assertThat(new String(CanonicalJson.write(Written.policy(PLAIN).write()), UTF_8))
                .isEqualTo(
                        "{\"document\":\"示例\",\"duties\":[{\"least\":\"90\",\"source\":\"示例\"}],\"from\":\"2020-01-01\",\"label\":{\"en\":\"Sample\",\"zh\":\"示例\"},\"place\":\"370800\",\"policy\":\"sample\",\"version\":1}");
    }
}

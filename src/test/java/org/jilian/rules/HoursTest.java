package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.Checks.notes;
import static org.jilian.rules.Checks.refusal;
import static org.jilian.rules.Checks.valid;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {
    @ParameterizedTest
    @CsvSource({"4.50,4.5", "04,4", "90学时,90", "８,8", "152.5,152.5", "0.25,0.25", "8760,8760", "100.00,100"})
    void hoursAreWrittenWithoutSuperfluousZeros(String text, String expected) {
        assertThat(valid(Hours.check(text)).value()).isEqualTo(expected);
        assertThat(notes(Hours.check(text)).isEmpty()).isEqualTo(text.equals(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|hours.range",
                "0.00|hours.range",
                "8760.01|hours.range",
                "4.555|hours.decimals",
                "-4|hours.form",
                "3天|hours.form",
                "1,000|hours.form",
                "四|hours.form",
                "4-6|hours.form",
                "4.5E1|hours.form",
                "''|hours.form"
            })
    void whatIsNotAnExactNumberOfHoursIsRefused(String text, String code) {
        assertThat(refusal(Hours.check(text))).isEqualTo(code);
    }

    @Property
    void theValueIsNeverChanged(@ForAll @BigRange(min = "0.01", max = "8760") @Scale(2) BigDecimal hours) {
        assertThat(valid(Hours.check(hours.toPlainString())).decimal()).isEqualByComparingTo(hours);
    }

    @Property
    void theNormalFormIsItsOwnNormalForm(@ForAll @BigRange(min = "0.01", max = "8760") @Scale(2) BigDecimal hours) {
        Hours once = valid(Hours.check(hours.toPlainString()));

        assertThat(valid(Hours.check(once.value()))).isEqualTo(once);
        assertThat(notes(Hours.check(once.value()))).isEmpty();
    }
}

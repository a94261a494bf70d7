package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.Checks.notes;
import static org.jilian.rules.Checks.refusal;
import static org.jilian.rules.Checks.valid;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
    @ParameterizedTest
    @CsvSource({
        "2023-03-01,2023-03-01",
        "20230301,2023-03-01",
        "2023/3/1,2023-03-01",
        "2023.3.1,2023-03-01",
        "2023年3月1日,2023-03-01",
        "２０２３年３月１日,2023-03-01",
        "2023-03-01 08:30:00,2023-03-01",
        "2023/3/1 0:00,2023-03-01",
        "45000,2023-03-15",
        "45000.5,2023-03-15",
        "2024-02-29,2024-02-29"
    })
    void aDayIsReadInEachForm(String text, String iso) {
        Dates.Dated date = valid(Dates.check(text));

        assertThat(date.iso()).isEqualTo(iso);
        assertThat(date.toTheDay()).isTrue();
        assertThat(notes(Dates.check(text)).isEmpty()).isEqualTo(text.equals(iso));
    }

    @ParameterizedTest
    @CsvSource({"2023.3,2023-03", "2023年3月,2023-03", "2023-03,2023-03", "202303,2023-03", "2023.10,2023-10"})
    void aMonthStaysAMonth(String text, String iso) {
        Dates.Dated date = valid(Dates.check(text));

        assertThat(date.iso()).isEqualTo(iso);
        assertThat(date.toTheDay()).isFalse();
        assertThat(date.earliest().getDayOfMonth()).isEqualTo(1);
        assertThat(date.latest().plusDays(1).getDayOfMonth()).isEqualTo(1);
    }

    @Test
    void aJanuaryThatMayBeAnOctoberIsADoubt() {
        assertThat(notes(Dates.check("2023.1"))).contains("date.perhaps-october");
        assertThat(notes(Dates.check("2023.10"))).doesNotContain("date.perhaps-october");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-29,date.impossible",
        "20231301,date.impossible",
        "2023.13,date.impossible",
        "2023,date.year-only",
        "2023年,date.year-only",
        "23-3-1,date.ambiguous",
        "3/1/2023,date.ambiguous",
        "至今,date.form",
        "2025.3.1-2025.3.5,date.form",
        "'',date.form"
    })
    void whatIsNoDateIsRefused(String text, String code) {
        assertThat(refusal(Dates.check(text))).isEqualTo(code);
    }

    @Test
    void aWorkbookMayCountFrom1904() {
        assertThat(valid(Dates.serial(43538, true)).iso()).isEqualTo("2023-03-15");
        assertThat(valid(Dates.serial(45000, false)).iso()).isEqualTo("2023-03-15");
        assertThat(refusal(Dates.serial(60, false))).isEqualTo("date.form");
    }

    @Property
    void everyDayComesBackFromEachForm(@ForAll @IntRange(max = 90_000) int day) {
        LocalDate date = LocalDate.of(1901, 1, 1).plusDays(day);

        assertThat(valid(Dates.check(date.toString())).iso()).isEqualTo(date.toString());
        assertThat(valid(Dates.check(date.toString().replace("-", ""))).iso()).isEqualTo(date.toString());
        assertThat(valid(Dates.check(date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日"))
                        .iso())
                .isEqualTo(date.toString());
    }

    @Property
    void noTextMakesItFail(@ForAll String text) {
        assertThat(Dates.check(text)).isNotNull();
    }
}

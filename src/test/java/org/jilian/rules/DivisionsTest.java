package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.rules.Checks.notes;
import static org.jilian.rules.Checks.refusal;
import static org.jilian.rules.Checks.valid;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A county 370102 that never was became two districts, its old code went to a third, and a district was only renamed. */
class DivisionsTest {
    private static final Divisions HISTORY = new Divisions(
            LocalDate.of(2002, 12, 31),
            LocalDate.of(2024, 12, 31),
            List.of(
                    division("370000", "样省", "", ""),
                    division("370100", "样市", "", ""),
                    division("370102", "旧县", "", "2010-03/2010-05", "370103", "370104"),
                    division("370102", "后区", "2020", ""),
                    division("370103", "东区", "2010-03/2010-05", "2015-07-01", "370103"),
                    division("370103", "新东区", "2015-07-01", ""),
                    division("370104", "西区", "2010-03/2010-05", ""),
                    division("370105", "孤区", "", "2012"),
                    new Division(
                            new DivisionCode("370171"), "开发区", Optional.empty(), Optional.empty(), List.of(), true)));

    @ParameterizedTest
    @CsvSource({"370102,2005-01-01,旧县", "370102,2022-01-01,后区", "370103,2015-06-30,东区", "370103,2015-07-01,新东区"})
    void aCodeMeansWhatItMeantOnTheDay(String code, LocalDate day, String name) {
        assertThat(valid(on(code, day)).name()).isEqualTo(name);
        assertThat(notes(on(code, day))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"370102,2010-04-01,旧县", "370104,2010-04-01,西区", "370102,2000-01-01,旧县", "370102,2020-06-01,后区"})
    void aDayNearAChangeIsADoubt(String code, LocalDate day, String name) {
        assertThat(valid(on(code, day)).name()).isEqualTo(name);
        assertThat(notes(on(code, day))).containsExactly("division-code.unsure-day");
    }

    @ParameterizedTest
    @CsvSource({
        "370102,2015-01-01,division-code.ceased",
        "370104,2005-01-01,division-code.not-yet",
        "370199,2015-01-01,division-code.unknown"
    })
    void aCodeThatWasNotInForceIsRefusedWithItsReason(String code, LocalDate day, String reason) {
        assertThat(refusal(on(code, day))).isEqualTo(reason);
    }

    @Test
    void whoWritesACeasedCodeIsToldThePresentOnes() {
        Reason reason = ((Checked.Invalid<Division>) on("370102", LocalDate.of(2016, 1, 1))).reason();

        assertThat(reason.what().zh()).isEqualTo("旧县的代码已于2010年3月至2010年5月间停用");
        assertThat(reason.what().en()).isEqualTo("the code ceased between 2010-03 and 2010-05");
        assertThat(reason.remedy().zh()).isEqualTo("改用370103 新东区、370104 西区");
        assertThat(reason.remedy().en()).isEqualTo("use 370103 or 370104");
    }

    @ParameterizedTest
    @CsvSource({
        "370102,2005-01-01,2005-06-01,旧县",
        "370102,2005-01-01,2012-01-01,东区 西区",
        "370102,2005-01-01,2022-01-01,新东区 西区",
        "370102,2022-01-01,2022-01-01,后区",
        "370105,2005-01-01,2022-01-01,''",
        "370104,2022-01-01,2005-01-01,''"
    })
    void aTerritoryIsFollowedThroughItsCodes(String code, LocalDate meant, LocalDate day, String names) {
        assertThat(HISTORY.successors(new DivisionCode(code), meant, day).stream()
                        .map(Division::name)
                        .toList())
                .isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(" ")));
    }

    @Test
    void withoutADayACodeMeansWhatItMeantLast() {
        assertThat(HISTORY.successors(new DivisionCode("370102"), LocalDate.of(2022, 1, 1)))
                .extracting(Division::name)
                .containsExactly("后区");
        assertThat(HISTORY.successors(new DivisionCode("370102"), LocalDate.of(2016, 1, 1)))
                .extracting(Division::name)
                .containsExactly("新东区", "西区");
    }

    @Test
    void aCodeOfStatisticsIsKnownAndNoted() {
        LocalDate day = LocalDate.of(2022, 1, 1);

        assertThat(notes(on("370171", day))).containsExactly("division-code.statistical");
        assertThat(HISTORY.isStatistical(new DivisionCode("370171"))).isTrue();
        assertThat(HISTORY.isStatistical(new DivisionCode("370103"))).isFalse();
        assertThat(HISTORY.fullName(new DivisionCode("370171"), day)).contains("样省样市开发区");
        assertThat(HISTORY.fullName(new DivisionCode("370100"), day)).contains("样省样市");
        assertThat(HISTORY.fullName(new DivisionCode("370105"), day)).isEmpty();
    }

    @Test
    void aSuccessorThatIsNotThereIsAMistakeOfTheTable() {
        assertThatThrownBy(() -> new Divisions(
                        LocalDate.EPOCH, LocalDate.EPOCH, List.of(division("370102", "旧县", "", "2010", "370199"))))
                .hasMessageContaining("370102 旧县")
                .hasMessageContaining("370199");
    }

    @ParameterizedTest
    @CsvSource({
        "2013,2013-01-01,2013-12-31",
        "2013-09,2013-09-01,2013-09-30",
        "2013-10-18,2013-10-18,2013-10-18",
        "2013-09/2014-02,2013-09-01,2014-02-28",
        "2018-12-26/2019-01,2018-12-26,2019-01-31"
    })
    void aChangeLiesBetweenTwoDays(String text, LocalDate earliest, LocalDate latest) {
        assertThat(Change.parse(text)).contains(new Change(earliest, latest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2013-13", "2013-02-30", "2014/2013", "13-09", "2013-9", "2013-09/"})
    void whatIsNoChangeIsNone(String text) {
        assertThat(Change.parse(text)).isEmpty();
    }

    private static Checked<Division> on(String code, LocalDate day) {
        return HISTORY.on(new DivisionCode(code), day);
    }

    private static Division division(String code, String name, String from, String until, String... successors) {
        return new Division(
                new DivisionCode(code),
                name,
                Change.parse(from),
                Change.parse(until),
                Arrays.stream(successors).map(DivisionCode::new).toList(),
                false);
    }
}

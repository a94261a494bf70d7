package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.rules.Checks.notes;
import static org.jilian.rules.Checks.refusal;
import static org.jilian.rules.Checks.valid;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @CsvSource({"13800000000,13800000000", "+86 138-0000-0000,13800000000", "8613800000000,13800000000"})
    void aMobileNumberIsElevenDigits(String text, String expected) {
        assertThat(valid(Phone.check(text)).value()).isEqualTo(expected);
        assertThat(valid(Phone.check(text))).hasToString("138****0000");
    }

    @ParameterizedTest
    @CsvSource({"0537-1234567", "1380000000", "12800000000", "13800000000/13900000000"})
    void whatIsNoMobileNumberIsRefused(String text) {
        assertThat(refusal(Phone.check(text))).isEqualTo("phone.form");
    }

    @ParameterizedTest
    @CsvSource({"2025,2025", "2025年度,2025", "2023-2025,2023-2025", "2023年至2025年,2023-2025"})
    void aPeriodIsAYearOrACycle(String text, String expected) {
        assertThat(valid(Period.check(text)).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"25", "2025.0", "2025-2023", "1999-2025", "去年"})
    void whatNamesNoPeriodIsRefused(String text) {
        assertThat(refusal(Period.check(text))).isEqualTo("period.form");
    }

    @Test
    void aDivisionCodeOfTheStatisticsIsNoted() {
        assertThat(notes(DivisionCode.check("370871"))).containsExactly("division-code.statistical");
        assertThat(notes(DivisionCode.check("370811"))).isEmpty();
        assertThat(valid(DivisionCode.check("000000")).value()).isEqualTo("000000");
        assertThat(refusal(DivisionCode.check("990811"))).isEqualTo("division-code.form");
        assertThat(refusal(DivisionCode.check("37081"))).isEqualTo("division-code.form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"110101", "419001", "222401", "152201", "520201", "659001"})
    void aPlaceWhoseCodeEndsAsThoseOfTheStatisticsHasNoNote(String code) {
        assertThat(notes(DivisionCode.check(code))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "张 三,张三,name.spaces",
        "阿卜杜拉•买买提,阿卜杜拉·买买提,name.middle-dot",
        "阿卜杜拉.买买提,阿卜杜拉·买买提,name.middle-dot",
        "\uE81E某,\u9FB4某,text.rare-character"
    })
    void aNameIsNormalisedAndNoted(String text, String expected, String note) {
        assertThat(valid(PersonName.check(text)).value()).isEqualTo(expected);
        assertThat(notes(PersonName.check(text))).contains(note);
    }

    @ParameterizedTest
    @CsvSource({"Anna Maria O'Neil", "𠮷田", "欧阳示例", "㐂某"})
    void anUnusualNameIsAName(String name) {
        assertThat(valid(PersonName.check(name)).value()).isEqualTo(name);
        assertThat(notes(PersonName.check(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "张*三,name.masked",
        "张?三,name.masked",
        "张三1,name.form",
        "'',name.form",
        "\uE000某,text.private-use",
        "\uFFFD某,text.broken-character"
    })
    void whatIsNoNameIsRefused(String text, String code) {
        assertThat(refusal(PersonName.check(text))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"FE59,9FB4", "FE61,9FB5", "FE90,9FBA", "FEA0,9FBB", "A8BC,1E3F", "FE51,20087", "FE91,241FE"})
    void aRareCharacterIsTheSameOnEveryJava(String bytes, String codePoint) {
        String decoded = new String(HexFormat.of().parseHex(bytes), Charset.forName("GB18030"));

        assertThat(valid(RareCharacters.check(decoded)).codePointAt(0)).isEqualTo(Integer.parseInt(codePoint, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "111,11010519491231002x,11010519491231002X",
        "414,e12345678,E12345678",
        "516,H1234567800,H12345678",
        "511,12345678,12345678"
    })
    void aDocumentIsWrittenOneWay(String type, String text, String number) {
        assertThat(valid(DocumentNumber.check(type, text, TODAY)).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "residence,11010519491231002X,document-number.residence",
        "516,X12345678,document-number.form",
        "414,1.2E+17,number.precision-lost",
        "999,无,document-number.form"
    })
    void aNumberThatDoesNotFitItsDocumentIsRefused(String type, String text, String code) {
        assertThat(refusal(DocumentNumber.check(type, text, TODAY))).isEqualTo(code);
    }

    @Test
    void aWordStandsForOneCode() {
        CodeTable table = new CodeTable(
                "category", Map.of("public", new Text("公需科目", "Public")), Map.of("public", List.of("公需", "公需课(必修)")));

        assertThat(valid(table.check("　公需 "))).isEqualTo("public");
        assertThat(valid(table.check("PUBLIC"))).isEqualTo("public");
        assertThat(valid(table.check("公需课（必修）"))).isEqualTo("public");
        assertThat(refusal(table.check("其他"))).isEqualTo("category.unknown");
        assertThatThrownBy(() -> new CodeTable(
                        "t",
                        Map.of("a", new Text("甲", "A"), "b", new Text("乙", "B")),
                        Map.of("a", List.of("丙"), "b", List.of("丙"))))
                .hasMessageContaining("'丙'");
    }

    @Test
    void everyReasonSaysWhatToDoInBothLanguages() {
        Reason reason = ((Checked.Invalid<Hours>) Hours.check("x")).reason();

        assertThat(reason.what().in(Locale.SIMPLIFIED_CHINESE)).isEqualTo("学时应为数字，如4.5");
        assertThat(reason.remedy().in(Locale.ENGLISH)).startsWith("enter a number");
    }

    @ParameterizedTest
    @CsvSource({"370811199001011234,370811********1234", "13800000000,138****0000", "张三,张*", "A,A", "'',''"})
    void aMaskedValueShowsFirstSixAndLastFour(String value, String masked) {
        assertThat(Masked.of(value)).isEqualTo(masked);
    }
}

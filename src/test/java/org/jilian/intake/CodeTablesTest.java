package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jilian.rules.CodeTable;
import org.jilian.rules.Reason;
import org.jilian.rules.TitleRank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code tables that the product ships. */
class CodeTablesTest {
    @Test
    void everyTableCanBeReadAndNamesEachCodeInBothLanguages() throws IOException {
        Map<String, CodeTable> tables = Intakes.codes();

        assertThat(tables)
                .containsKeys(
                        "base-level",
                        "category",
                        "class-type",
                        "commendation-level",
                        "complaint-result",
                        "complaint-subject",
                        "credit-entry-type",
                        "degree",
                        "digital-occupation",
                        "digital-rank",
                        "document-type",
                        "education",
                        "funding-source",
                        "industry",
                        "inspection-type",
                        "learning-form",
                        "programme-kind",
                        "programme-level",
                        "result",
                        "sex",
                        "talent-tag",
                        "title-rank",
                        "title-series",
                        "unit-nature");
        tables.values()
                .forEach(table -> table.labels().forEach((code, label) -> {
                    assertThat(code).as(table.name()).matches("[A-Za-z0-9-]{1,32}");
                    assertThat(label.zh()).as(table.name() + " " + code).matches(".*\\p{IsHan}.*");
                    assertThat(label.en()).as(table.name() + " " + code).matches("[\\x20-\\x7E]+");
                    assertThat(code(table, label.zh())).isEqualTo(code);
                    assertThat(code(table, label.en())).isEqualTo(code);
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "education,大专,30",
        "education,硕士,14",
        "degree,学士学位,4",
        "title-series,卫生系列,health",
        "title-series,中学教师,school-teaching",
        "industry,医疗,Q",
        "industry,制造业,C",
        "funding-source,自费,personal",
        "funding-source,财政,local",
        "programme-kind,高研班,seminar",
        "programme-kind,公需科目,public-subject",
        "programme-level,市级,city",
        "credit-entry-type,失信,breach",
        "digital-occupation,工业互联网,industrial-internet",
        "digital-rank,中级,intermediate",
        "complaint-subject,乱收费,fee",
        "complaint-result,部分属实,partly",
        "inspection-type,双随机一公开,double-random",
        "commendation-level,省部级,provincial",
        "class-type,公需班,public",
        "talent-tag,特培,minority-training",
        "title-rank,副高,412"
    })
    void whatPeopleWriteIsFound(String table, String word, String code) throws IOException {
        assertThat(code(table(table), word)).isEqualTo(code);
    }

    @Test
    void theRanksOfTheTableAreThoseOfTheStandard() throws IOException {
        assertThat(table("title-rank").labels().keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(TitleRank.values()).map(TitleRank::code).toList());
    }

    @Test
    void theSectionsOfIndustryAreComplete() throws IOException {
        assertThat(String.join("", table("industry").labels().keySet())).isEqualTo("ABCDEFGHIJKLMNOPQRST");
        assertThat(table("digital-occupation").labels()).hasSize(10);
    }

    private static CodeTable table(String name) throws IOException {
        return Intakes.codes().getOrDefault(name, new CodeTable(name, Map.of(), Map.of()));
    }

    private static String code(CodeTable table, String word) {
        return table.check(word).fold(valid -> valid.value(), Reason::code);
    }
}

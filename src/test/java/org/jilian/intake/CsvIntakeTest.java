package org.jilian.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.intake.People.LI;
import static org.jilian.intake.People.WANG;
import static org.jilian.intake.People.ZHAO;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jilian.intake.TakenRow.Skipped;
import org.jilian.intake.TakenRow.Why;
import org.jilian.record.Draft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvIntakeTest {
    private static final String HEADS = "姓名,身份证号,工作单位,年度,科目类别,课程名称,开始时间,学时\n";

    @TempDir
    Path folder;

    @Test
    void oneRowGivesAPersonAndAnHourRecord() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS + row("李示例", LI, "4.50")));

        Draft person = taken.person(2);
        assertThat(person.content().toString())
                .isEqualTo("{\"name\":\"李示例\",\"documentType\":\"111\",\"documentNumber\":\"" + LI
                        + "\",\"gender\":\"1\",\"birthDate\":\"1985-03-15\",\"unit\":\"示例单位\"}");
        assertThat(person.division()).isEqualTo("370811");
        assertThat(person.subject().orElseThrow().number()).isEqualTo(LI);
        assertThat(person.period()).isEmpty();
        Draft hours = taken.hours(2);
        assertThat(hours.content().toString())
                .isEqualTo(
                        "{\"category\":\"public\",\"course\":\"示例课程\",\"startDate\":\"2025-03-01\",\"hours\":\"4.5\"}");
        assertThat(hours.period()).contains("2025");
        assertThat(hours.subject()).isEqualTo(person.subject());
        assertThat(taken.notes(2)).containsExactlyInAnyOrder("hours.normalised", "date.normalised");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,UTF-8", "GBK,GB18030", "GB18030,GB18030", "UTF-16LE,UTF-16LE"})
    void theEncodingIsFound(String written, String found) throws IOException {
        String mark = written.startsWith("UTF-16") ? "\uFEFF" : "";
        Intakes taken = Intakes.roster(csv(mark + HEADS + row("李示例", LI, "4"), Charset.forName(written)));

        assertThat(taken.report().charset()).contains(Charset.forName(found));
        assertThat(taken.person(2).content().path("name").asText()).isEqualTo("李示例");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstHead() throws IOException {
        Intakes taken = Intakes.roster(csv("\uFEFF" + HEADS + row("李示例", LI, "4")));

        assertThat(taken.report().heads()).first().isEqualTo("姓名");
    }

    @Test
    void aCharacterThatOnlyGb18030HoldsIsKept() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS + row("李𠮷示", LI, "4"), CsvEncoding.GB18030));

        assertThat(taken.person(2).content().path("name").asText()).isEqualTo("李𠮷示");
    }

    @Test
    void aPrivateUseCharacterOfAnOldEditionIsMadeTheStandardOneAndNoted() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS + row("李\uE81E", LI, "4")));

        assertThat(taken.person(2).content().path("name").asText()).isEqualTo("李\u9FB4");
        assertThat(taken.notes(2)).contains("text.rare-character");
    }

    @Test
    void theSameBytesGiveTheSameRareCharacterWhateverThisJavasTable() throws IOException {
        // FE 59 is U+E81E by the editions of 2000 and 2005, U+9FB4 by that of 2022
        String latin = new String((HEADS + row("李\u0001", LI, "4")).getBytes(CsvEncoding.GB18030), ISO_8859_1);
        Path file = Files.write(
                folder.resolve("rare.csv"),
                latin.replace("\u0001", "\u00FE\u0059").getBytes(ISO_8859_1));

        assertThat(Intakes.roster(file).person(2).content().path("name").asText())
                .isEqualTo("李\u9FB4");
    }

    @Test
    void aCharacterThatOnlyOneMachineKnowsIsRefused() throws IOException {
        assertThat(Intakes.roster(csv(HEADS + row("李\uE000", LI, "4"))).errors(2))
                .containsExactly("姓名:text.private-use");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void theDelimiterIsFound(String delimiter) throws IOException {
        Intakes taken = Intakes.roster(csv((HEADS + row("李示例", LI, "4")).replace(",", delimiter)));

        assertThat(taken.report().delimiter()).contains(delimiter.charAt(0));
        assertThat(taken.report().good()).isEqualTo(1);
    }

    @Test
    void headsAreFoundBelowTitlesAndFootersAreCountedNotLost() throws IOException {
        Intakes taken = Intakes.roster(csv("2025年度继续教育学时汇总表,,,\n填报单位：示例单位,,\n\n" + HEADS + row("李示例", LI, "4")
                + ",,,,,,,\n" + HEADS + row("王示例", WANG, "5") + "合 计,,,,,,,9\n填表人：赵示例,,审核人：,,,,,\n"));

        assertThat(taken.report().headRow()).isEqualTo(4);
        assertThat(taken.good(5)).isNotNull();
        assertThat(taken.good(8)).isNotNull();
        assertThat(taken.rows().stream()
                        .filter(Skipped.class::isInstance)
                        .map(Skipped.class::cast)
                        .map(skipped -> skipped.row() + " " + skipped.why()))
                .containsExactly(
                        "1 ABOVE_HEAD",
                        "2 ABOVE_HEAD",
                        "3 ABOVE_HEAD",
                        "4 HEAD",
                        "6 EMPTY",
                        "7 REPEATED_HEAD",
                        "9 FOOTER",
                        "10 FOOTER");
        assertThat(taken.report().skipped()).containsEntry(Why.FOOTER, 2L);
        assertThat(taken.report().rows()).isEqualTo(10);
    }

    @Test
    void aPersonWhoseNameLooksLikeAFooterIsNoFooter() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS + row("合计", LI, "4")));

        assertThat(taken.person(2).content().path("name").asText()).isEqualTo("合计");
    }

    @Test
    void headsMayStandOverTwoRows() throws IOException {
        Intakes taken = Intakes.roster(csv("人员信息,,,培训情况,,,,\n姓名,身份证号码,单位,年度,类别,课程名称,开始时间,学时\n" + row("李示例", LI, "4")));

        assertThat(taken.report().headRow()).isEqualTo(2);
        assertThat(taken.good(3).drafts()).hasSize(2);
    }

    @Test
    void headsMayBeSplitOverTwoRows() throws IOException {
        Intakes taken = Intakes.roster(csv("姓名,身份证号码,单位,年度,培训,,,\n,,,,科目类别,课程名称,开始时间,学时\n" + row("李示例", LI, "4")));

        assertThat(taken.report().headRow()).isEqualTo(2);
        assertThat(taken.report().heads()).contains("姓名", "培训/课程名称");
        assertThat(taken.good(3).drafts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*姓名,身份证号（必填）", "学员姓名,公民身份号码", " 姓 名 ,证件号码", "人员姓名,身份证"})
    void headsComeInVariants(String two) throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS.replace("姓名,身份证号", two) + row("李示例", LI, "4")));

        assertThat(taken.report().good()).isEqualTo(1);
    }

    @Test
    void headsThatNothingAnswersAreReported() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS.replace("\n", ",血型,单位名称\n") + row("李示例", LI, "4")));

        // of two heads for the unit the surer one counts, and the other is named
        assertThat(taken.report().ignoredHeads()).containsExactly("血型", "单位名称");
    }

    @Test
    void allErrorsOfARowAreFoundWithColumnValueAndRemedy() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS + "," + LI.substring(0, 17) + ",示例单位,25,其他类,示例课程,2025-02-30,0\n"));

        assertThat(taken.errors(2))
                .containsExactly(
                        "姓名:cell.missing",
                        "身份证号:identity-number.form",
                        "年度:period.form",
                        "科目类别:category.unknown",
                        "开始时间:date.impossible",
                        "学时:hours.range");
        RowError category = taken.bad(2).errors().get(3);
        assertThat(category.value()).isEqualTo("其他类");
        assertThat(category.reason().remedy().zh()).contains("公需科目", "专业科目");
        assertThat(taken.bad(2).original()).contains("2025-02-30");
    }

    @Test
    void anErrorsTextFormIsMasked() throws IOException {
        String wrong = LI.substring(0, 17) + (LI.endsWith("0") ? "1" : "0");
        Intakes taken = Intakes.roster(csv(HEADS + row("李示例", wrong, "4")));

        RowError error = taken.bad(2).errors().get(0);
        assertThat(error.value()).isEqualTo(wrong);
        assertThat(error.masked().value()).isEqualTo(wrong.substring(0, 6) + "********" + wrong.substring(14));
        assertThat(error.toString()).doesNotContain(wrong);
    }

    @Test
    void aLostPrecisionIsSaidAsSuch() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS + row("李示例", "3.70811E+17", "4")));

        assertThat(taken.errors(2)).containsExactly("身份证号:number.precision-lost");
    }

    @Test
    void sexAndBirthDateMayNotContradictTheNumber() throws IOException {
        String heads = HEADS.replace("\n", ",性别,出生日期\n");
        Intakes taken = Intakes.roster(csv(heads
                + row("李示例", LI, "4,女,1985.3")
                + row("王示例", WANG, "4,女,1991-01-01")
                + row("赵示例", ZHAO, "4,男,1978年11月")));

        assertThat(taken.errors(2)).containsExactly("性别:cell.differs-from-number");
        assertThat(taken.errors(3)).containsExactly("出生日期:cell.differs-from-number");
        assertThat(taken.person(4).content().path("birthDate").asText()).isEqualTo("1978-11");
    }

    @Test
    void anEndBeforeTheStartIsRefused() throws IOException {
        String heads = HEADS.replace("\n", ",结束时间\n");
        Intakes taken = Intakes.roster(csv(heads + row("李示例", LI, "4,2025-02-28") + row("王示例", WANG, "4,2025.3")));

        assertThat(taken.errors(2)).containsExactly("结束时间:date.end-before-start");
        assertThat(taken.hours(3).content().path("endDate").asText()).isEqualTo("2025-03");
    }

    @Test
    void anotherDocumentIsCheckedByItsOwnForm() throws IOException {
        String heads = HEADS.replace("\n", ",证件类型\n");
        Intakes taken = Intakes.roster(csv(heads
                + row("Sample", "E12345678", "4,护照")
                + row("示例", "E12345678", "4,身份证")
                + row("示例", "E12345678", "4,介绍信")));

        assertThat(taken.person(2).subject().orElseThrow().documentType()).isEqualTo("414");
        assertThat(taken.person(2).content().has("birthDate")).isFalse();
        assertThat(taken.errors(3)).containsExactly("身份证号:identity-number.form");
        assertThat(taken.errors(4)).containsExactly("证件类型:document-type.unknown");
    }

    @Test
    void whatTheFileDoesNotSayTheImporterSays() throws IOException {
        String file = "姓名,身份证号,科目类别,课程名称,学时\n李示例," + LI + ",公需,示例课程,4\n";

        assertThat(Intakes.roster(csv(file)).hours(2).period()).contains("2025");
        Given silent = new Given("370811", java.util.Optional.empty());
        assertThat(Intakes.read(csv(file), "roster", silent).refusal()).isEqualTo("file.not-given");
    }

    @Test
    void aWordForNothingIsNothing() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS + row("李示例", LI, "4").replace("示例单位", "无")));

        assertThat(taken.person(2).content().has("unit")).isFalse();
        assertThat(taken.notes(2)).contains("cell.blank-word");
    }

    @Test
    void aTextLongerThanItsSchemaAllowsIsRefusedAtItsColumn() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS + row("李示例", LI, "4").replace("示例课程", "课".repeat(201))));

        assertThat(taken.errors(2)).containsExactly("课程名称:schema.maxLength");
    }

    @Test
    void aQuotedLineBreakEndsNoRow() throws IOException {
        Intakes taken =
                Intakes.roster(csv(HEADS + row("李示例", LI, "4").replace("示例课程", "\"示例\n课程\"") + row("王示例", WANG, "5")));

        assertThat(taken.hours(2).content().path("course").asText()).isEqualTo("示例 课程");
        assertThat(taken.good(3).drafts()).hasSize(2);
    }

    @Test
    void aQuotationMarkThatSwallowsRowsRefusesTheFile() throws IOException {
        Intakes taken =
                Intakes.roster(csv(HEADS + row("李示例", LI, "4") + row("\"王示例", WANG, "5") + row("赵示例", ZHAO, "6")));

        assertThat(taken.refusal()).isEqualTo("file.unclosed-quote");
        assertThat(((Reading.FileRefused) taken.reading()).reason().what().en()).contains("row 3");
    }

    @Test
    void aShortRowLacksItsLastValues() throws IOException {
        Intakes taken = Intakes.roster(csv(HEADS + "李示例," + LI + "\n"));

        assertThat(taken.errors(2)).contains("学时:cell.missing", "课程名称:cell.missing");
    }

    @Test
    void institutionsAndCoursesHaveMappingsOfTheirOwn() throws IOException {
        Intakes institutions = Intakes.read(
                csv("机构名称,统一社会信用代码,曾用名,单位性质,基地级别\n示例学院,91350100M000100Y43,示例学校、示例夜校,事业单位,省级\n"),
                "institutions",
                Intakes.RENCHENG);
        Intakes courses = Intakes.read(
                csv("课程编号,课程名称,科目类别,施教机构代码,学时,收费标准（元）,学习形式\nK-001,示例课程,公需科目,91350100M000100Y43,12,免费,网络\n"),
                "courses",
                Intakes.RENCHENG);

        assertThat(institutions.drafts().get(0).content().toString())
                .isEqualTo(
                        "{\"creditCode\":\"91350100M000100Y43\",\"name\":\"示例学院\",\"formerNames\":[\"示例学校\",\"示例夜校\"],\"nature\":\"public-institution\",\"base\":\"provincial\"}");
        assertThat(courses.drafts().get(0).content().toString())
                .isEqualTo(
                        "{\"institution\":\"91350100M000100Y43\",\"code\":\"K-001\",\"title\":\"示例课程\",\"category\":\"public\",\"form\":\"remote\",\"hours\":\"12\",\"fee\":\"0\"}");
    }

    private static String row(String name, String number, String hours) {
        return name + "," + number + ",示例单位,2025,公需课,示例课程,2025.3.1," + hours + "\n";
    }

    private Path csv(String text) throws IOException {
        return csv(text, StandardCharsets.UTF_8);
    }

    private Path csv(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("roster.csv"), text.getBytes(charset));
    }
}

package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.intake.People.LI;
import static org.jilian.intake.People.WANG;
import static org.jilian.intake.People.ZHAO;
import static org.jilian.intake.Workbooks.day;
import static org.jilian.intake.Workbooks.formula;
import static org.jilian.intake.Workbooks.number;
import static org.jilian.intake.Workbooks.row;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxIntakeTest {
    private static final String[] HEADS = {"姓名", "身份证号", "年度", "科目类别", "课程名称", "开始时间", "学时"};

    @TempDir
    Path folder;

    @Test
    void typedCellsBecomeExactValues() throws IOException {
        Intakes taken = taken(row(2, "李示例", LI, number("2025"), "公需", "示例课程", day("45717"), number("4.5")));

        assertThat(taken.hours(2).content().toString())
                .isEqualTo(
                        "{\"category\":\"public\",\"course\":\"示例课程\",\"startDate\":\"2025-03-01\",\"hours\":\"4.5\"}");
        assertThat(taken.hours(2).period()).contains("2025");
        assertThat(taken.notes(2)).isEmpty();
        assertThat(taken.report().sheet()).contains("名单");
    }

    @ParameterizedTest
    @ValueSource(strings = {"370811198503150000", "3.7081119850315E+17", "370811198503150010"})
    void anIdentityNumberKeptAsANumberHasLostItsEnd(String raw) throws IOException {
        Intakes taken = taken(row(2, "李示例", number(raw), "2025", "公需", "示例课程", "", "4"));

        assertThat(taken.errors(2)).containsExactly("身份证号:number.precision-lost");
        assertThat(taken.bad(2).errors().get(0).reason().remedy().zh()).contains("文本格式");
    }

    @Test
    void anOldNumberOfFifteenDigitsIsExactEvenAsANumber() throws IOException {
        Intakes taken = taken(row(2, "李示例", number("370811850315001"), "2025", "公需", "示例课程", "", "4"));

        assertThat(taken.person(2).subject().orElseThrow().number())
                .isEqualTo(LI.substring(0, 14) + "001" + LI.charAt(17));
        assertThat(taken.notes(2)).contains("identity-number.from-15");
    }

    @Test
    void binaryNoiseIsNotAnHour() throws IOException {
        Intakes taken = taken(row(2, "李示例", LI, "2025", "公需", "示例课程", "", number("4.4999999999999996")));

        assertThat(taken.hours(2).content().path("hours").asText()).isEqualTo("4.5");
        assertThat(taken.notes(2)).contains("cell.binary-noise");
    }

    @Test
    void hoursThatTheSpreadsheetMadeADateAreRefused() throws IOException {
        assertThat(taken(row(2, "李示例", LI, "2025", "公需", "示例课程", "", day("45717")))
                        .errors(2))
                .containsExactly("学时:cell.is-date");
    }

    @Test
    void aFormulaGivesItsLastValueAndIsNoted() throws IOException {
        Intakes taken = taken(row(2, "李示例", LI, "2025", "公需", "示例课程", "", formula("2+2.5", "4.5")));

        assertThat(taken.hours(2).content().path("hours").asText()).isEqualTo("4.5");
        assertThat(taken.notes(2)).containsExactly("cell.formula");
    }

    @Test
    void aFormulaThatFailedOrWasNeverComputedIsRefused() throws IOException {
        Intakes taken = taken(
                row(2, "李示例", LI, "2025", "公需", "示例课程", "", "<c r=\"ADDRESS\"><f>1+1</f></c>"),
                row(3, "王示例", WANG, "2025", "公需", "示例课程", "", "<c r=\"ADDRESS\" t=\"e\"><v>#N/A</v></c>"),
                row(4, "赵示例", ZHAO, "2025", "公需", "示例课程", "", "<c r=\"ADDRESS\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"));

        assertThat(taken.errors(2)).containsExactly("学时:cell.uncomputed");
        assertThat(taken.errors(3)).containsExactly("学时:cell.error");
        assertThat(taken.errors(4)).containsExactly("学时:cell.error");
    }

    @ParameterizedTest
    @CsvSource({"2025.3,2025-03", "20250301,2025-03-01", "45717,2025-03-01", "45717.5,2025-03-01"})
    void aNumberMayBeADate(String raw, String date) throws IOException {
        Intakes taken = taken(row(2, "李示例", LI, "2025", "公需", "示例课程", number(raw), "4"));

        assertThat(taken.hours(2).content().path("startDate").asText()).isEqualTo(date);
        assertThat(taken.notes(2)).isNotEmpty();
    }

    @Test
    void aNumberThatMayBeJanuaryOrOctoberIsNotGuessed() throws IOException {
        assertThat(taken(row(2, "李示例", LI, "2025", "公需", "示例课程", number("2025.1"), "4"))
                        .errors(2))
                .containsExactly("开始时间:date.january-or-october");
    }

    @Test
    void aWorkbookMayCountItsDaysFrom1904() throws IOException {
        Path file = Workbooks.of(
                folder.resolve("mac.xlsx"),
                "<workbookPr date1904=\"1\"/>",
                row(1, HEADS) + row(2, "李示例", LI, "2025", "公需", "示例课程", day("44255"), "4"));

        assertThat(Intakes.roster(file).hours(2).content().path("startDate").asText())
                .isEqualTo("2025-03-01");
    }

    @Test
    void rowNumbersAreThoseThatTheSpreadsheetShows() throws IOException {
        Path file = Workbooks.of(
                folder.resolve("gaps.xlsx"),
                row(3, "学时汇总表")
                        + row(7, HEADS)
                        + row(12, "李示例", LI, "2025", "公需", "示例课程", "", "4")
                        + row(20, "合计", "", "", "", "", "", number("4")));

        Intakes taken = Intakes.roster(file);

        assertThat(taken.report().headRow()).isEqualTo(7);
        assertThat(taken.good(12).drafts()).hasSize(2);
        assertThat(taken.report().skipped()).containsEntry(TakenRow.Why.FOOTER, 1L);
    }

    @Test
    void theSheetWithTheHeadsIsReadAndTheOthersAreNamed() throws IOException {
        Path file = folder.resolve("sheets.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            workbook.newWorksheet("说明").value(0, 0, "请在第二张表中填写");
            Worksheet sheet = workbook.newWorksheet("名单");
            fill(sheet, 0, HEADS);
            fill(sheet, 1, "李示例", LI, "2025", "公需", "示例课程", "2025-03-01", "4");
            workbook.newWorksheet("空表");
            Worksheet hidden = workbook.newWorksheet("隐藏");
            fill(hidden, 0, HEADS);
            hidden.setVisibilityState(VisibilityState.HIDDEN);
        }

        Intakes taken = Intakes.roster(file);

        assertThat(taken.report().sheet()).contains("名单");
        assertThat(taken.report().unreadSheets()).containsExactly("说明", "隐藏");
        assertThat(taken.report().good()).isEqualTo(1);
    }

    @Test
    void entitiesOfADocumentTypeAreNeverExpanded() throws IOException {
        Path file = Workbooks.of(folder.resolve("x.xlsx"), row(1, HEADS) + row(2, "&x;", LI));

        assertThat(Intakes.roster(file).refusal()).isEqualTo("file.damaged");
    }

    private Intakes taken(String... rows) throws IOException {
        return Intakes.roster(Workbooks.of(folder.resolve("roster.xlsx"), row(1, HEADS) + String.join("", rows)));
    }

    private static void fill(Worksheet sheet, int row, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            sheet.value(row, i, texts[i]);
        }
    }
}

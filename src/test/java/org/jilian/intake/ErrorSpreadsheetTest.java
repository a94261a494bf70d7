package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.intake.People.LI;
import static org.jilian.intake.People.WANG;
import static org.jilian.intake.People.ZHAO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorSpreadsheetTest {
    private static final String HEADS = "姓名,身份证号,工作单位,年度,科目类别,课程名称,学时\n";

    @TempDir
    Path folder;

    @Test
    void itSaysRowColumnValueReasonAndRemedy() throws IOException {
        Path file = errorsOf(row("李示例", LI, "课程", "0"), Locale.SIMPLIFIED_CHINESE);

        assertThat(cells(file, 0))
                .containsExactly(
                        List.of("行号", "列", "值", "原因", "处理办法"),
                        List.of("2", "学时", "0", "学时应大于0且不超过8760", "核对学时数；没有学时的行请删除"));
    }

    @Test
    void itSpeaksEnglishToo() throws IOException {
        Path file = errorsOf(row("李示例", LI, "课程", "0"), Locale.UK);

        assertThat(cells(file, 0).get(0)).containsExactly("Row", "Column", "Value", "Reason", "Remedy");
        assertThat(cells(file, 0).get(1)).contains("hours are more than 0 and at most 8760");
    }

    @Test
    void theRefusedRowsOnceCorrectedAreImportedAgain() throws IOException {
        Path file = errorsOf(
                row("李示例", LI, "课程", "0") + row("王示例", WANG, "课程", "4") + row("赵示例", ZHAO, "课程", "x"),
                Locale.SIMPLIFIED_CHINESE);

        Intakes again = Intakes.roster(file);

        assertThat(again.report().sheet()).contains("待更正");
        assertThat(again.report().unreadSheets()).isEmpty();
        assertThat(again.report().ignoredHeads()).isEmpty();
        // not corrected, they fail as before and for the same reasons
        assertThat(again.errors(2)).containsExactly("学时:hours.range");
        assertThat(again.errors(3)).containsExactly("学时:hours.form");
        assertThat(again.rows()).hasSize(3);
        assertThat(again.bad(2).original()).contains("李示例", LI, "课程");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(0)", "+1+1", "-2+3", "@SUM(A1)", "\tx", "＝1+1", "'=1"})
    void nothingInItIsEverComputedAndComesBackAsItWas(String attack) throws IOException {
        Path file = errorsOf(row("李示例", LI, "\"" + attack + "\"", "0"), Locale.SIMPLIFIED_CHINESE);

        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            List<Row> rows = workbook.getSheet(1).orElseThrow().read();
            assertThat(rows.get(1).getCell(5).getType()).isEqualTo(CellType.STRING);
            assertThat(rows.get(1).getCell(5).getText()).startsWith("'");
        }
        String once = course(csv(row("李示例", LI, "\"" + attack + "\"", "4")));
        Path corrected = folder.resolve("corrected.csv");
        Files.writeString(corrected, HEADS + row("李示例", LI, ErrorSpreadsheet.harmless(attack), "4"), UTF_8);
        assertThat(course(corrected)).isEqualTo(once);
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Path file = errorsOf(row("李示例", LI, "课程", "0"), Locale.UK);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatXmlCannotHoldBecomesASpace() {
        assertThat(ErrorSpreadsheet.harmless("a\u0000b\uFFFFc\uD800d")).isEqualTo("a b c d");
        assertThat(ErrorSpreadsheet.harmless("x".repeat(40_000))).hasSizeLessThan(32_768);
    }

    private static String course(Path file) throws IOException {
        return Intakes.roster(file).hours(2).content().path("course").asText();
    }

    private Path errorsOf(String rows, Locale locale) throws IOException {
        Intakes taken = Intakes.roster(csv(rows));
        Path file = folder.resolve("errors.xlsx");
        new ErrorSpreadsheet(locale).write(file, taken.report().heads(), taken.bad());
        return file;
    }

    private Path csv(String rows) throws IOException {
        return Files.writeString(folder.resolve("roster.csv"), HEADS + rows, UTF_8);
    }

    private static String row(String name, String number, String course, String hours) {
        return String.join(",", name, number, "示例单位", "2025", "公需", course, hours) + "\n";
    }

    private static List<List<String>> cells(Path file, int sheet) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            List<List<String>> rows = new ArrayList<>();
            for (Row row : workbook.getSheet(sheet).orElseThrow().read()) {
                rows.add(row.stream().map(cell -> cell.getText()).toList());
            }
            return rows;
        }
    }
}

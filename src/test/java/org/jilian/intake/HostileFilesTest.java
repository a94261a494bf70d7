package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.intake.People.LI;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files at which reading once failed, hung or took all memory: most were found by {@link ChangedFilesTest}. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {
    private static final String[] HEADS = {"姓名", "身份证号", "年度", "科目类别", "课程名称", "学时"};
    private static final String STRINGS =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml";

    @TempDir
    Path folder;

    private Intakes taken(String text) throws IOException {
        return taken(text.getBytes(UTF_8));
    }

    private Intakes taken(byte[] bytes) throws IOException {
        return Intakes.roster(Files.write(folder.resolve("export.xls"), bytes));
    }

    private Intakes workbook(String rows) throws IOException {
        return Intakes.roster(Workbooks.of(folder.resolve("roster.xlsx"), Workbooks.row(1, HEADS) + rows));
    }

    private static String hours(String cell) {
        return Workbooks.row(2, "李示例", LI, "2025", "公需", "课", cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E-999999999", "100E2147483647", "1E99999999999"})
    void aNumberThatNoMemoryCouldWriteOutIsAnErrorOfItsRow(String number) throws IOException {
        assertThat(workbook(hours(Workbooks.number(number))).errors(2)).containsExactly("学时:cell.error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E99999999999"})
    void norDoesAWebPageWriteOneOut(String number) throws IOException {
        String heads = "<tr><th>" + String.join("<th>", HEADS);

        assertThat(taken("<table>" + heads + "<tr><td>李示例<td>" + LI + "<td>2025<td>公需<td>课<td>" + number)
                        .errors(2))
                .containsExactly("学时:cell.error");
    }

    @Test
    void norDoesJson() throws IOException {
        String record =
                "[{\"姓名\":\"李示例\",\"身份证号\":\"" + LI + "\",\"年度\":2025,\"科目类别\":\"公需\",\"课程名称\":\"课\",\"学时\":%s}]";

        assertThat(taken(record.formatted("1e999999999")).errors(2)).containsExactly("学时:cell.error");
        assertThat(taken(record.formatted("1e99999999999")).refusal())
                .as("an exponent that no number has")
                .isEqualTo("file.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3E5", "..E1", "1.E", ".E5"})
    void whatInAWebPageOnlyLooksLikeANumberIsText(String text) throws IOException {
        String page = "<table><tr><th>" + String.join("<th>", HEADS) + "<tr><td>李示例<td>" + LI + "<td>2025<td>公需<td>"
                + text + "<td>4";

        assertThat(taken(page).hours(2).content().path("course").asText()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZZZZZ2", "AAAA2", "zzzzzz2", "$ZZZZZZ2"})
    void aCellFarOutsideMakesNoEmptyOnesUpToIt(String address) throws IOException {
        assertThat(workbook("<row r=\"2\"><c r=\"" + address + "\"><v>1</v></c></row>")
                        .refusal())
                .isEqualTo("file.too-many-columns");
    }

    @Test
    void aTextThatIsNotAmongTheSharedOnesIsDamage() throws IOException {
        String row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>%s</v></c></row>";
        String strings = "<sst><si><t>姓名</t></si></sst>";

        assertThat(withStrings(row.formatted("2147483647"), "xl/sharedStrings.xml", strings))
                .isEqualTo("file.damaged");
        assertThat(withStrings(row.formatted("21<v/>47483647"), "xl/sharedStrings.xml", strings))
                .isEqualTo("file.damaged");
        assertThat(withStrings(row.formatted("２１４７４８３６４７"), "xl/sharedStrings.xml", strings))
                .isEqualTo("file.damaged");
        assertThat(withStrings(row.formatted("1"), "xl/sharedStrings.xml", strings))
                .isEqualTo("file.damaged");
        assertThat(withStrings(row.formatted("0"), "xl/sharedStrings.xml", strings))
                .isEqualTo("file.no-head");
    }

    @Test
    void sharedTextsAreMeasuredUnderWhateverName() throws IOException {
        String strings = "<sst><si><t>" + "<r/>".repeat(20 << 20 >> 2) + "</t></si></sst>";

        assertThat(withStrings("", "xl/strings.bin", strings)).isEqualTo("file.too-large-inflated");
    }

    @Test
    void aPartThatStandsTwiceIsMeasuredTwice() throws IOException {
        String sheet = "xl/worksheets/sheet1.xml";
        byte[] large = ChangedXlsx.replaced(
                workbookBytes(""), sheet, "<a/>".repeat(20 << 20 >> 2).getBytes(UTF_8));

        assertThat(taken(ChangedXlsx.with(large, sheet, "<a/>".getBytes(UTF_8))).refusal())
                .isEqualTo("file.too-large-inflated");
    }

    @Test
    void formulasThatCostTooMuchAreNotFollowed() throws IOException {
        String areas = IntStream.rangeClosed(2, 50_000)
                .mapToObj(r ->
                        "<row r=\"%d\"><c r=\"A%d\"><f t=\"array\" ref=\"A%d\">1</f><v>1</v></c><c r=\"B%d\"><v>1</v></c></row>"
                                .formatted(r, r, r, r))
                .collect(Collectors.joining());
        String shared = IntStream.rangeClosed(3, 1_000)
                .mapToObj(
                        r -> "<row r=\"%d\"><c r=\"A%d\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>".formatted(r, r))
                .collect(Collectors.joining());
        String base = "<row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:A9\" si=\"0\">" + "A1+".repeat(2_700)
                + "</f><v>1</v></c></row>";

        assertThat(workbook(areas).refusal()).isEqualTo("file.too-large-inflated");
        assertThat(workbook(base + shared).refusal()).isEqualTo("file.too-large-inflated");
        assertThat(workbook(base.replace("A1+", "A1+A2+A3+")).refusal()).isEqualTo("file.too-large-inflated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "[Content_Types].xml"})
    void aWorkbookWithABrokenPartIsDamagedAndNoFault(String part) throws IOException {
        byte[] broken = ChangedXlsx.replaced(workbookBytes(""), part, "<a></b>".getBytes(UTF_8));

        assertThat(taken(broken).refusal()).isEqualTo("file.damaged");
    }

    @Test
    void aSheetWithoutANameIsDamage() throws IOException {
        String sheets = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                + "<sheets><sheet sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

        assertThat(taken(ChangedXlsx.replaced(workbookBytes(""), "xl/workbook.xml", sheets.getBytes(UTF_8)))
                        .refusal())
                .isEqualTo("file.damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1"})
    void rowsThatDoNotRiseAreDamage(String number) throws IOException {
        assertThat(workbook(Workbooks.row(2, "李示例") + "<row r=\"" + number + "\"/>")
                        .refusal())
                .isEqualTo("file.damaged");
    }

    @Test
    void nobodyOpensHundredsOfSheetsToLookForHeads() throws IOException {
        String sheets =
                "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                        + "<sheet name=\"x\" sheetId=\"1\" r:id=\"rId1\"/>".repeat(256) + "</sheets></workbook>";
        ByteArrayOutputStream old = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            IntStream.range(0, 256).forEach(i -> workbook.createSheet("x" + i));
            workbook.write(old);
        }

        assertThat(taken(ChangedXlsx.replaced(workbookBytes(""), "xl/workbook.xml", sheets.getBytes(UTF_8)))
                        .refusal())
                .isEqualTo("file.too-large-inflated");
        assertThat(taken(old.toByteArray()).refusal()).isEqualTo("file.too-large-inflated");
    }

    @Test
    void anOldWorkbookHasNoMoreColumnsThanOthers() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            workbook.createSheet("x").createRow(0).createCell(0).setCellValue(1.5);
            workbook.write(out);
        }
        // the record of a number: type, length, row, column
        String bytes = out.toString(StandardCharsets.ISO_8859_1);
        int record = bytes.indexOf("\u0003\u0002\u000e\u0000\u0000\u0000\u0000\u0000");
        byte[] workbook = out.toByteArray();
        workbook[record + 7] = 0x7F;

        assertThat(taken(workbook).refusal()).isEqualTo("file.too-many-columns");
    }

    @Test
    void aRecordWithAListRepeatsNotWithoutMeasureWhatStandsAroundIt() throws IOException {
        String around =
                IntStream.range(0, 490).mapToObj(i -> "\"n" + i + "\":1,").collect(Collectors.joining());
        String list = "\"list\":[" + "{\"a\":1},".repeat(90_000) + "{\"a\":1}]";

        assertThat(taken("[{" + around + list + "}]").refusal()).isEqualTo("file.shape");
        assertThat(taken("[{" + list + "," + around + "\"z\":1}]").refusal()).isEqualTo("file.shape");
    }

    @Test
    void aMappingThatIsNoYamlTextSaysWhere() throws IOException {
        assertMistake(
                "mapping: roster\nlabel: \u0001x".getBytes(UTF_8),
                "line 2: a character should be text, but is 'U+0001'");
        assertMistake("mapping: roster\n# 名单".getBytes(CsvEncoding.GB18030), "line 2: the file should be UTF-8");
        assertMistake("[".repeat(60).getBytes(UTF_8), "line 1: the file should be YAML");
    }

    private void assertMistake(byte[] mapping, String message) throws IOException {
        Path file = Files.write(folder.resolve("roster.yaml"), mapping);

        assertThatThrownBy(() -> Mapping.read(file, Intakes.kinds(), Intakes.codes()))
                .isInstanceOf(MappingMistakeException.class)
                .hasMessageContaining(message);
    }

    private static byte[] workbookBytes(String rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Workbooks.of(out, "<workbookPr/>", Workbooks.row(1, HEADS) + rows);
        return out.toByteArray();
    }

    /** The refusal of a workbook of these rows and these shared strings. */
    private String withStrings(String rows, String name, String strings) throws IOException {
        byte[] types = ("<Types><Override PartName=\"/" + name + "\" ContentType=\"" + STRINGS
                        + "\"/><Override PartName=\"/xl/styles.xml\" ContentType=\""
                        + STRINGS.replace("sharedStrings", "styles") + "\"/></Types>")
                .getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Workbooks.of(out, "<workbookPr/>", rows);
        byte[] typed = ChangedXlsx.replaced(out.toByteArray(), "[Content_Types].xml", types);
        return taken(ChangedXlsx.with(typed, name, strings.getBytes(UTF_8))).refusal();
    }
}

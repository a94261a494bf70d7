package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.intake.People.LI;
import static org.jilian.intake.People.WANG;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.jilian.record.Draft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms besides CSV and XLSX in which old and new platforms give rosters, whatever the file's name ends with. */
class ForeignFormsTest {
    private static final String[] HEADS = {"姓名", "身份证号", "年度", "科目类别", "课程名称", "开始时间", "学时"};

    private static final String CSV = String.join(",", HEADS) + "\n李示例," + LI + ",2025,公需,示例课程,2025-03-01,4.5\n王示例,"
            + WANG + ",2025,专业,另一课程,2025-04-02,12\n";

    @TempDir
    Path folder;

    private Intakes taken(String text) throws IOException {
        return taken(text.getBytes(UTF_8));
    }

    private Intakes taken(byte[] bytes) throws IOException {
        Path file = folder.resolve("export.xls");
        Files.write(file, bytes);
        return Intakes.roster(file);
    }

    private List<String> drafts(Intakes taken) {
        taken.report();
        return taken.drafts().stream().map(Draft::toString).toList();
    }

    private List<String> asCsv() throws IOException {
        return drafts(taken(CSV));
    }

    private interface Fill {
        void fill(Workbook workbook, Sheet sheet);
    }

    private Path xls(Fill fill) throws IOException {
        Path file = folder.resolve("old.xls");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new HSSFWorkbook()) {
            fill.fill(workbook, workbook.createSheet("名单"));
            workbook.write(out);
        }
        return file;
    }

    private static void row(Sheet sheet, int number, Object... values) {
        Row row = sheet.createRow(number);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Double value) {
                row.createCell(i).setCellValue(value);
            } else if (values[i] instanceof LocalDate value) {
                CellStyle style = sheet.getWorkbook().createCellStyle();
                style.setDataFormat((short) 14);
                row.createCell(i).setCellValue(value);
                row.getCell(i).setCellStyle(style);
            } else if (!values[i].toString().isEmpty()) {
                row.createCell(i).setCellValue(values[i].toString());
            }
        }
    }

    @Test
    void aWorkbookOfTheOldFormGivesTheSameRecords() throws IOException {
        Path file = xls((workbook, sheet) -> {
            row(sheet, 0, "任城区示例名单");
            row(sheet, 2, (Object[]) HEADS);
            row(sheet, 3, "李示例", LI, 2025.0, "公需", "示例课程", LocalDate.of(2025, 3, 1), 4.5);
            row(sheet, 4, "王示例", WANG, "2025", "专业", "另一课程", "2025-04-02", "12");
            row(sheet, 5, "合计", "", "", "", "", "", "16.5");
        });

        Intakes taken = Intakes.roster(file);

        assertThat(drafts(taken)).isEqualTo(asCsv());
        assertThat(taken.report().form()).isEqualTo("xls");
        assertThat(taken.report().sheet()).contains("名单");
        assertThat(taken.hours(4).content().path("startDate").asText()).isEqualTo("2025-03-01");
    }

    @Test
    void aNumberThatLostItsEndInAnOldWorkbookIsRefused() throws IOException {
        Path file = xls((workbook, sheet) -> {
            row(sheet, 0, (Object[]) HEADS);
            row(sheet, 1, "李示例", Double.parseDouble(LI), "2025", "公需", "示例课程", "", 4.0);
        });

        assertThat(Intakes.roster(file).errors(2)).containsExactly("身份证号:number.precision-lost");
    }

    @Test
    void theRosterMayStandInALaterSheetOrBeComputed() throws IOException {
        Path file = xls((workbook, first) -> {
            row(first, 0, "填表说明");
            Sheet sheet = workbook.createSheet("数据");
            row(sheet, 0, (Object[]) HEADS);
            row(sheet, 1, "李示例", LI, "2025", "公需", "", "", "");
            sheet.getRow(1).createCell(4).setCellFormula("\"示例\"&\"课程\"");
            sheet.getRow(1).createCell(6).setCellFormula("2*2");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        });

        Intakes taken = Intakes.roster(file);

        assertThat(taken.report().sheet()).contains("数据");
        assertThat(taken.hours(2).content().path("course").asText()).isEqualTo("示例课程");
        assertThat(taken.hours(2).content().path("hours").asText()).isEqualTo("4");
    }

    @Test
    void anOldWorkbookWithAPasswordSaysSo() throws IOException {
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        Path file;
        try {
            file = xls((workbook, sheet) -> row(sheet, 0, (Object[]) HEADS));
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }

        assertThat(Intakes.roster(file).refusal()).isEqualTo("file.encrypted");
    }

    @Test
    void anOldWorkbookCutOffInTransferIsDamaged() throws IOException {
        Path file = xls((workbook, sheet) -> {
            for (int i = 0; i < 2_000; i++) {
                row(sheet, i, "示例" + i, LI);
            }
        });
        byte[] whole = Files.readAllBytes(file);

        assertThat(taken(java.util.Arrays.copyOf(whole, whole.length / 2)).refusal())
                .isEqualTo("file.damaged");
    }

    private static String page(String rows) {
        return "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"gb2312\"></head><body>"
                + "<table><tr><td colspan=7>任城区示例名单</td></tr><tr><th>" + String.join("</th><th>", HEADS)
                + "</th></tr>" + rows + "</table></body></html>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void aWebPageThatCallsItselfAWorkbookGivesTheSameRecords(String charset) throws IOException {
        String rows = "<tr><td>李示例</td><td style='mso-number-format:\"\\@\"'>" + LI
                + "</td><td rowspan=\"2\">2025</td><td>公需</td><td>示例&#35838;程</td><td>2025-03-01</td><td>4.5&nbsp;</td></tr>"
                + "<tr><td>王示例<td>" + WANG + "<td>专业<td>另一课程<td>2025-04-02<td>12";

        Intakes taken = taken(page(rows).getBytes(Charset.forName(charset)));

        assertThat(taken.report().form()).isEqualTo("html");
        // only the first row of a merged cell has its value, as in a workbook: the import says the year
        assertThat(taken.hours(4).period()).contains("2025");
        assertThat(drafts(taken)).isEqualTo(asCsv());
    }

    @Test
    void aNumberThatAWebPageShowsAbridgedIsNotGuessed() throws IOException {
        Intakes taken =
                taken(page("<tr><td>李示例</td><td x:num>3.70811E+17</td><td>2025</td><td>公需</td><td>课</td><td></td>"
                        + "<td>4</td></tr>"));

        assertThat(taken.errors(3)).containsExactly("身份证号:number.precision-lost");
    }

    private static String json(String name, String number, String category, String course, String date, String hours) {
        return "{\"姓名\":\"" + name + "\",\"身份证号\":\"" + number + "\",\"年度\":2025,\"科目类别\":\"" + category
                + "\",\"课程名称\":\"" + course + "\",\"开始时间\":\"" + date + "\",\"学时\":" + hours + "}";
    }

    private static final String FIRST = json("李示例", LI, "公需", "示例课程", "2025-03-01", "4.5");
    private static final String SECOND = json("王示例", WANG, "专业", "另一课程", "2025-04-02", "12");

    @Test
    void jsonGivesTheSameRecordsAsAListAsLinesOrInsideAnAnswer() throws IOException {
        assertThat(drafts(taken("[" + FIRST + ",\n" + SECOND + "]"))).isEqualTo(asCsv());
        assertThat(drafts(taken(FIRST + "\n" + SECOND + "\n"))).isEqualTo(asCsv());
        assertThat(drafts(taken("{\"code\":0,\"page\":{\"sizes\":[1,2]},\"data\":{\"list\":[" + FIRST + "," + SECOND
                        + "],\"total\":2}}")))
                .isEqualTo(asCsv());
        assertThat(taken("[" + FIRST + "]").report().form()).isEqualTo("json");
    }

    @Test
    void aPersonWithAListOfCoursesGivesARowEach() throws IOException {
        Intakes taken = taken("[{\"person\":{\"姓名\":\"李示例\",\"身份证号\":\"" + LI
                + "\"},\"courses\":[{\"科目类别\":\"公需\",\"课程名称\":\"一\",\"学时\":4},"
                + "{\"科目类别\":\"专业\",\"课程名称\":\"二\",\"学时\":6}],\"年度\":\"2025\"}]");

        assertThat(taken.hours(2).content().path("course").asText()).isEqualTo("一");
        assertThat(taken.hours(3).content().path("course").asText()).isEqualTo("二");
        assertThat(taken.hours(3).period()).contains("2025");
        assertThat(taken.drafts()).as("one person, two hour records").hasSize(3);
    }

    @Test
    void whatIsBrokenInJsonIsSaidWithItsLine() throws IOException {
        Intakes taken = taken("[" + FIRST + ",\n{\"姓名\":");

        assertThat(taken.refusal()).isEqualTo("file.json");
        assertThat(((Reading.FileRefused) taken.reading()).reason().what().en()).contains("line 2");
        assertThat(taken("{\"a\":[{\"x\":1}],\"b\":[{\"y\":1}]}").refusal()).isEqualTo("file.two-lists");
        assertThat(taken("[" + "[".repeat(100) + "]".repeat(100) + "]").refusal())
                .isIn("file.shape", "file.json");
        assertThat(taken("[{\"a\":1,\"a\":2}]").refusal()).isEqualTo("file.json");
    }

    private static String xml(String name, String number, String category, String course, String date, String hours) {
        return "<row 姓名=\"" + name + "\"><身份证号>" + number + "</身份证号><年度>2025</年度><科目类别>" + category
                + "</科目类别><课程名称><![CDATA[" + course + "]]></课程名称><开始时间>" + date + "</开始时间><学时>" + hours
                + "</学时></row>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void xmlGivesTheSameRecords(String charset) throws IOException {
        String text = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?>\n<data><head><unit>示例</unit></head><rows>"
                + xml("李示例", LI, "公需", "示例课程", "2025-03-01", "4.5")
                + xml("王示例", WANG, "专业", "另一课程", "2025-04-02", "12") + "</rows></data>";

        Intakes taken = taken(text.getBytes(Charset.forName(charset)));

        assertThat(taken.report().form()).isEqualTo("xml");
        assertThat(drafts(taken)).isEqualTo(asCsv());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><d><r><x>&a;</x></r></d>",
                "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><d><r><x>&b;</x></r></d>"
            })
    void anXmlFileWithEntitiesOfItsOwnIsNotRead(String text) throws IOException {
        assertThat(taken(text).refusal()).isEqualTo("file.doctype");
    }

    @Test
    void whatIsBrokenInXmlIsSaidWithItsLine() throws IOException {
        Intakes taken = taken("<data>\n<row><姓名>李示例</姓名></data>");

        assertThat(taken.refusal()).isEqualTo("file.xml-form");
        assertThat(((Reading.FileRefused) taken.reading()).reason().what().en()).contains("line 2");
        assertThat(taken("<a>" + "<b>".repeat(200)).refusal()).isIn("file.shape", "file.xml-form");
        assertThat(taken("<data>no records</data>").refusal()).isEqualTo("file.shape");
    }
}

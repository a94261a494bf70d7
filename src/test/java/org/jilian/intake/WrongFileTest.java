package org.jilian.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jilian.intake.Reading.FileRefused;
import org.jilian.rules.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no table is refused with one reason that says what to do, before a row is handed over. */
class WrongFileTest {
    private static final byte[] OLE2 = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    private static final String ROSTER = "姓名,身份证号,年度,科目类别,课程名称,学时\n";

    @TempDir
    Path folder;

    @Test
    void anEmptyFile() throws IOException {
        assertThat(refusal(new byte[0])).isEqualTo("file.empty");
    }

    @Test
    void aFileOfEmptyRows() throws IOException {
        assertThat(refusal("\n,,,\n \n".getBytes(UTF_8))).isEqualTo("file.empty");
    }

    @Test
    void anOldWorkbook() throws IOException {
        assertThat(refusal(ole2("Workbook")))
                .as("cut off after its first bytes")
                .isEqualTo("file.damaged");
    }

    @Test
    void anEncryptedWorkbook() throws IOException {
        assertThat(refusal(ole2("EncryptedPackage"))).isEqualTo("file.encrypted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body><table><tr><td>姓名</td></tr></table></body></html>",
                "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><table><tr><td>年度"
            })
    void aWebPageWithoutARoster(String page) throws IOException {
        assertThat(refusal(page.getBytes(UTF_8))).isEqualTo("file.no-head");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF\n<!DOCTYPE html><html>", "<table border=1>"})
    void aWebPageWithoutATable(String page) throws IOException {
        assertThat(refusal(page.getBytes(UTF_8))).isEqualTo("file.empty");
    }

    @Test
    void aWebArchiveWithTheNameOfAWorkbook() throws IOException {
        assertThat(refusal("MIME-Version: 1.0\nContent-Type: multipart/related".getBytes(UTF_8)))
                .isEqualTo("file.mhtml");
    }

    @Test
    void aSpreadsheetMlFile() throws IOException {
        assertThat(refusal(
                        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>".getBytes(UTF_8)))
                .isEqualTo("file.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7\n", "Rar!\u001a\u0007", "7z\u00BC\u00AF'\u001c", "\u001f\u008b\b"})
    void anArchiveOrDocument(String start) throws IOException {
        assertThat(refusal(start.getBytes(ISO_8859_1))).isEqualTo("file.archive");
    }

    @Test
    void anotherOfficeDocument() throws IOException {
        Path file = folder.resolve("letter.docx");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Workbooks.part(zip, "word/document.xml", "<w/>");
        }

        assertThat(Intakes.roster(file).refusal()).isEqualTo("file.archive");
    }

    @Test
    void aPicture() throws IOException {
        assertThat(refusal("\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR".getBytes(ISO_8859_1)))
                .isEqualTo("file.binary");
    }

    @Test
    void aTextInNoKnownEncoding() throws IOException {
        assertThat(refusal((ROSTER + "\u00FF\u00FF,x\n").getBytes(ISO_8859_1))).isEqualTo("file.charset");
    }

    @Test
    void aWorkbookCutOffInTransfer() throws IOException {
        byte[] whole = Files.readAllBytes(workbook("<row r=\"1\"/>"));

        assertThat(refusal(Arrays.copyOf(whole, whole.length / 2))).isEqualTo("file.damaged");
    }

    @Test
    void aWorkbookWhoseSheetIsCutOff() throws IOException {
        assertThat(Intakes.roster(workbook("<row r=\"1\"><c r=\"A1\"><v>1</v>")).refusal())
                .isEqualTo("file.damaged");
    }

    @Test
    void aWorkbookThatGrowsBeyondMeasure() throws IOException {
        Path file = folder.resolve("bomb.xlsx");
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Workbooks.part(zip, "xl/workbook.xml", "<workbook/>");
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            for (int i = 0; i < 100; i++) {
                zip.write(blanks);
            }
            zip.closeEntry();
        }

        assertThat(Files.size(file)).isLessThan(1 << 20);
        assertThat(Intakes.roster(file).refusal()).isEqualTo("file.too-large-inflated");
    }

    @Test
    void aWorkbookWithOneTextWithoutEnd() throws IOException {
        String text = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + "x".repeat(2 << 20) + "</t></is></c></row>";

        assertThat(Intakes.roster(workbook(text)).refusal()).isEqualTo("file.too-large-inflated");
    }

    @Test
    void aWorkbookWithOneRowWithoutEnd() throws IOException {
        String row = "<row r=\"1\">" + "<c r=\"A1\"><v>1</v></c>".repeat(20_000) + "</row>";

        assertThat(Intakes.roster(workbook(row)).refusal()).isEqualTo("file.too-many-columns");
    }

    @Test
    void aTableWithoutHeads() throws IOException {
        FileRefused refused = refused("张三,370811198503150013,4\n".getBytes(UTF_8));

        assertThat(refused.reason().code()).isEqualTo("file.no-head");
        assertThat(refused.reason().remedy().zh()).contains("姓名", "身份证号", "学时");
    }

    @Test
    void aTableThatLacksARequiredColumn() throws IOException {
        FileRefused refused = refused(ROSTER.replace(",学时", "").getBytes(UTF_8));

        assertThat(refused.reason().code()).isEqualTo("file.head-lacks-column");
        assertThat(refused.reason().remedy().zh()).contains("认定学时", "学时数").doesNotContain("身份证号");
    }

    @Test
    void aTableWithOneHeadTwice() throws IOException {
        assertThat(refusal(ROSTER.replace("\n", ",学时\n").getBytes(UTF_8))).isEqualTo("file.head-twice");
    }

    @Test
    void aCellWithoutEnd() throws IOException {
        assertThat(refusal((ROSTER + "x".repeat(40_000) + "\n").getBytes(UTF_8)))
                .isEqualTo("file.cell-too-long");
    }

    @Test
    void tooManyColumns() throws IOException {
        assertThat(refusal((ROSTER + ",".repeat(600) + "\n").getBytes(UTF_8))).isEqualTo("file.too-many-columns");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsAFault() throws IOException {
        Path file = Files.write(
                folder.resolve("roster.csv"), (ROSTER + "李示例," + People.LI + ",2025,公需,课,4\n").getBytes(UTF_8));
        Mapping mapping = Intakes.mapping("roster");

        assertThatThrownBy(() -> new Intake(Intakes.CLOCK).read(file, mapping, Intakes.RENCHENG, row -> append(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("import it again");
    }

    @Test
    void whatTheSinkThrowsIsNotTheFilesFault() throws IOException {
        Path file = workbook(Workbooks.row(1, ROSTER.strip().split(",")));
        Mapping mapping = Intakes.mapping("roster");

        assertThatThrownBy(() -> new Intake(Intakes.CLOCK).read(file, mapping, Intakes.RENCHENG, row -> {
                    throw new IllegalStateException("the database is away");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the database is away");
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "x", UTF_8, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path workbook(String rows) throws IOException {
        return Workbooks.of(folder.resolve("roster.xlsx"), rows);
    }

    private String refusal(byte[] bytes) throws IOException {
        return refused(bytes).reason().code();
    }

    /** Every refusal says what to do, whatever the file was called. */
    private FileRefused refused(byte[] bytes) throws IOException {
        Intakes taken = Intakes.roster(Files.write(folder.resolve("roster.xlsx"), bytes));
        taken.refusal();
        Reason reason = ((FileRefused) taken.reading()).reason();
        assertThat(reason.remedy().zh()).isNotBlank();
        assertThat(reason.remedy().en()).isNotBlank();
        return (FileRefused) taken.reading();
    }

    private static byte[] ole2(String stream) {
        byte[] file = Arrays.copyOf(OLE2, 4096);
        byte[] name = stream.getBytes(UTF_16LE);
        System.arraycopy(name, 0, file, 2048, name.length);
        return file;
    }
}

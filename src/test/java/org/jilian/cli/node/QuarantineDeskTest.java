package org.jilian.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.cli.node.QuarantineOrder.What;
import org.jilian.rules.IdentityNumber;
import org.jilian.store.QuarantineQuery;
import org.jilian.store.QuarantinedRow.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refused rows in the hands of an operator. */
class QuarantineDeskTest {
    private static final String HEADS = "姓名,身份证号,年度,科目类别,课程名称,学时\n";
    private static final String NUMBER = number(1);

    @TempDir
    static Path homes;

    private static NodeHome home;
    private static Path roster;
    private static String rosterText;

    @TempDir
    Path temp;

    private OpenNode node;
    private LocalDesk desk;

    @BeforeAll
    static void make() throws IOException {
        home = ThreeHomes.make(homes, Optional.empty()).home(ThreeHomes.COUNTY);
        roster = home.config().resolve("mappings/roster.yaml");
        rosterText = Files.readString(roster);
    }

    @BeforeEach
    void open() throws IOException {
        for (String file : List.of("node.db", "node.db-wal", "node.db-shm", "heads")) {
            Files.deleteIfExists(home.path().resolve(file));
        }
        Files.writeString(roster, rosterText);
        node = OpenNode.open(home, Clock.systemUTC());
        desk = new LocalDesk(node);
    }

    @AfterEach
    void close() throws IOException {
        node.close();
        Files.writeString(roster, rosterText);
    }

    @Test
    void rowsAreFoundByCodeAndFileAndCounted() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "six") + row(2, "0") + row(3, "6"));
        takeIn("tuesday.csv", HEADS + row(4, "six"));

        ObjectNode all = list(QuarantineQuery.OPEN);
        ObjectNode some = list(new QuarantineQuery(State.OPEN, Optional.of("hours.form"), Optional.of("MON")));

        assertThat(all.path("all").asInt()).isEqualTo(3);
        assertThat(all.path("byCode").path("hours.form").asInt()).isEqualTo(2);
        assertThat(all.path("byCode").path("hours.range").asInt()).isEqualTo(1);
        assertThat(some.path("rows")).hasSize(1);
        assertThat(some.path("rows").path(0).path("row").asInt()).isEqualTo(2);
        assertThat(some.path("rows").path(0).path("id").asText()).matches("[0-9a-f]{12}/2");
    }

    @Test
    void aRowIsShownMaskedAndInClearOnlyWithALineInTheAuditTrail() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "six"));
        String id = ids().get(0);

        String masked = ask(order(What.SHOW, id)).toString();
        assertThat(masked).doesNotContain(NUMBER).contains(NUMBER.substring(0, 6));
        assertThat(audited("quarantine.shown")).isEmpty();

        String clear = ask(order(What.SHOW, id).unmasked(true).because("单位来电")).toString();
        assertThat(clear).contains(NUMBER);
        assertThat(audited("quarantine.shown")).hasSize(1);
        assertThat(audited("quarantine.shown").get(0)).contains("单位来电", id).doesNotContain(NUMBER);
    }

    @Test
    void aMendedRowBecomesRecords() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "six"));

        ObjectNode report = ask(order(What.MEND, ids().get(0)).setting(Map.of("学时", "6")));

        assertThat(report.path("state").asText()).isEqualTo("mended");
        assertThat(report.path("records").path("first").asInt()).isEqualTo(2);
        assertThat(counts()).isEqualTo("{\"mended\":1}");
        assertThat(audited("quarantine.mended")).hasSize(1);
    }

    @Test
    void aRowMendedWrongStaysOpenWithItsNewCellsAndItsNewErrors() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "six").replace("专业", "什么"));
        String id = ids().get(0);

        ObjectNode report = ask(order(What.MEND, id).setting(Map.of("学时", "6")));

        assertThat(report.path("state").asText()).isEqualTo("open");
        assertThat(report.path("errors")).hasSize(1);
        assertThat(report.path("errors").path(0).path("column").asText()).isEqualTo("科目类别");
        ObjectNode mended = ask(order(What.MEND, id).setting(Map.of("科目类别", "专业")));
        assertThat(mended.path("state").asText()).isEqualTo("mended");
    }

    @Test
    void aHeadThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "six"));
        String id = ids().get(0);

        assertThatThrownBy(() -> ask(order(What.MEND, id).setting(Map.of("课时", "6"))))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("'课时' stands 0 times")
                .hasMessageContaining("学时");
    }

    @Test
    void aMendedMappingTakesInWhatItRefusedBefore() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "6").replace("专业", "岗位课") + row(2, "six"));
        assertThat(ids()).hasSize(2);
        Path codes = home.config().resolve("codes/category.yaml");
        String before = Files.readString(codes);
        try {
            Files.writeString(codes, before.replace("[专业, ", "[专业, 岗位课, "));
            ObjectNode report = ask(QuarantineOrder.of(What.REPLAY, List.of(), QuarantineQuery.OPEN, "test", "zh"));

            assertThat(report.path("good").asInt()).isEqualTo(1);
            assertThat(report.path("bad").asInt()).isEqualTo(1);
            assertThat(report.path("records").path("first").asInt()).isEqualTo(2);
            assertThat(report.path("errorsByCode").path("hours.form").asInt()).isEqualTo(1);
            assertThat(counts()).isEqualTo("{\"open\":1,\"mended\":1}");
        } finally {
            Files.writeString(codes, before);
        }
    }

    /** Each of two rows that contradict each other would be good alone; the second would silently change the first. */
    @Test
    void rowsThatContradictEachOtherDoSoWhenTheyAreTriedAgainTogether() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "6") + row(2, "6") + row(1, "8"));

        ObjectNode report = ask(QuarantineOrder.of(What.REPLAY, List.of(), QuarantineQuery.OPEN, "test", "zh"));

        assertThat(report.path("good").asInt()).isZero();
        assertThat(report.path("errorsByCode").path("row.conflict").asInt()).isEqualTo(2);
        JsonNode error = ask(order(What.SHOW, ids().get(0))).path("errors").path(0);
        assertThat(error.path("reason").path("en").asText()).contains("as in row 4");
        assertThat(ask(order(What.REPLAY, ids().get(1))).path("good").asInt()).isEqualTo(1);
    }

    /** As text, the digits that a spreadsheet has left would be a number like any other. */
    @Test
    void aNumberWhoseLastDigitsAreGoneStaysRefusedUntilItIsEnteredAnew() throws IOException {
        String valid = validEndingInZeros();
        Path file = temp.resolve("monday.xlsx");
        try (var out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("1");
            List<String> heads = List.of(HEADS.strip().split(","));
            for (int i = 0; i < heads.size(); i++) {
                sheet.value(0, i, heads.get(i));
            }
            List<String> cells = List.of("示例甲", "", "2025", "专业", "示例课程", "6");
            for (int i = 0; i < cells.size(); i++) {
                sheet.value(1, i, cells.get(i));
            }
            sheet.value(1, 1, Double.valueOf(valid));
        }
        takeIn(file);
        String id = ids().get(0);

        assertThat(ask(order(What.REPLAY, id)).path("good").asInt()).isZero();
        assertThat(ask(order(What.MEND, id).setting(Map.of("学时", "7")))
                        .path("state")
                        .asText())
                .isEqualTo("open");
        assertThat(ask(order(What.MEND, id).setting(Map.of("身份证号", valid)))
                        .path("state")
                        .asText())
                .isEqualTo("mended");
    }

    @Test
    void aDiscardedRowIsNotTriedAgainUntilItIsReopened() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "six"));
        String id = ids().get(0);

        ask(order(What.DISCARD, id).because("重复报送"));
        assertThat(counts()).isEqualTo("{\"discarded\":1}");
        assertThatThrownBy(() -> ask(order(What.REPLAY, id)))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("is DISCARDED");
        assertThat(audited("quarantine.discarded").get(0)).contains("重复报送", id);
        ask(order(What.REOPEN, id));
        assertThat(counts()).isEqualTo("{\"open\":1}");
        assertThat(audited("quarantine.reopened")).hasSize(1);
    }

    @Test
    void anIdThatMeansTwoRowsNamesBoth() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "six"));
        String before = ids().get(0);
        takeInUnder("roster-two", "monday.csv", rosterText.replaceFirst("mapping: roster", "mapping: roster-two"));

        assertThat(ids()).hasSize(2).allMatch(id -> id.startsWith(before + ":roster"));
        assertThatThrownBy(() -> ask(order(What.SHOW, before)))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("should mean one row")
                .hasMessageContaining(before + ":roster-two@");
        assertThat(ask(order(What.SHOW, ids().get(0))).path("row").asInt()).isEqualTo(2);
    }

    @Test
    void aCorrectedSpreadsheetMendsTheRowsThatItCameFrom() throws IOException {
        ObjectNode report = takeIn("monday.csv", HEADS + row(1, "six") + row(2, "0") + row(3, "6"));
        Path corrected = corrected(Path.of(report.path("errorSpreadsheet").asText()), "six", "6");

        takeIn(corrected);

        assertThat(counts()).isEqualTo("{\"open\":1,\"mended\":1}");
        assertThat(list(QuarantineQuery.OPEN).path("rows").path(0).path("file").asText())
                .as("the row that is still wrong waits once, as it was corrected last")
                .isEqualTo("corrected.xlsx");
    }

    @Test
    void anExportIsCorrectedAndImportedAndMendsRowsOfSeveralFiles() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "six"));
        takeIn("tuesday.csv", HEADS + row(2, "six"));
        takeIn("other.csv", "学员姓名,身份证号,年度,科目类别,课程名称,学时\n" + row(3, "six"));
        Path out = temp.resolve("wrong.xlsx");

        ObjectNode report = ask(QuarantineOrder.of(What.EXPORT, List.of(), QuarantineQuery.OPEN, "test", "zh")
                .into(out));

        assertThat(report.path("files")).hasSize(2);
        assertThat(report.path("rows").asInt()).isEqualTo(3);
        assertThat(audited("quarantine.exported")).hasSize(1);
        int i = 0;
        for (JsonNode file : report.path("files")) {
            Path written = Path.of(file.path("file").asText());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                    .isEqualTo("rw-------");
            Path corrected = corrected(written, "six", "6");
            takeIn(Files.move(corrected, temp.resolve("corrected-" + i++ + ".xlsx")));
        }
        assertThat(counts()).isEqualTo("{\"mended\":3}");
    }

    @Test
    void theSameFileUnderAMendedMappingMendsItsRows() throws IOException {
        takeIn("monday.csv", HEADS + row(1, "6").replace("课程名称", "x") + row(2, "six"));
        Files.writeString(roster, rosterText + "\n# another version\n");

        takeIn("monday.csv", HEADS + row(1, "6").replace("课程名称", "x") + row(2, "six"));

        assertThat(counts()).as("waits once, under the newer version").isEqualTo("{\"open\":1}");
    }

    private void takeInUnder(String mapping, String name, String text) throws IOException {
        Path file = home.config().resolve("mappings/" + mapping + ".yaml");
        Files.writeString(file, text);
        try {
            desk.takeIn(
                    new Order(
                            temp.resolve(name), Optional.of(mapping), Optional.empty(), Optional.empty(), false, "zh"),
                    done -> {});
        } finally {
            Files.delete(file);
        }
    }

    private ObjectNode takeIn(String name, String text) throws IOException {
        return takeIn(Files.writeString(temp.resolve(name), text));
    }

    private ObjectNode takeIn(Path file) {
        return desk.takeIn(
                new Order(file, Optional.of("roster"), Optional.empty(), Optional.empty(), false, "zh"), done -> {});
    }

    private ObjectNode ask(QuarantineOrder order) {
        return desk.quarantine(QuarantineForm.read(QuarantineForm.write(order)), done -> {});
    }

    private static QuarantineOrder order(What what, String id) {
        return QuarantineOrder.of(what, List.of(id), QuarantineQuery.OPEN, "test", "zh");
    }

    private ObjectNode list(QuarantineQuery query) {
        return ask(QuarantineOrder.of(What.LIST, List.of(), query, "test", "zh").showing(10));
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        list(QuarantineQuery.OPEN)
                .path("rows")
                .forEach(row -> ids.add(row.path("id").asText()));
        return ids;
    }

    private String counts() {
        return desk.status().path("quarantine").toString();
    }

    private List<String> audited(String event) {
        return node
                .database()
                .read(tx -> tx.list(
                        "SELECT event, detail FROM audit_waiting UNION ALL SELECT event, detail FROM audit",
                        row -> row.text("event") + " " + row.text("detail")))
                .stream()
                .filter(line -> line.startsWith(event + " "))
                .toList();
    }

    /** The sheet to correct, with one text changed wherever it stands, as a clerk would save it. */
    private Path corrected(Path spreadsheet, String from, String to) throws IOException {
        Path file = temp.resolve("corrected.xlsx");
        try (ReadableWorkbook read = new ReadableWorkbook(spreadsheet.toFile());
                var out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "clerk", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("待更正");
            int line = 0;
            for (Row row : read.getSheet(1).orElseThrow().read()) {
                for (int i = 0; i < row.getCellCount(); i++) {
                    String text =
                            row.getOptionalCell(i).map(cell -> cell.getText()).orElse("");
                    sheet.value(line, i, text.equals(from) ? to : text);
                }
                line++;
            }
        }
        return file;
    }

    private static String row(int i, String hours) {
        return "示例" + (char) ('一' + i) + "," + number(i) + ",2025,专业,示例课程," + hours + "\n";
    }

    private static String number(int i) {
        String first17 = "37089919800101" + (100 + i);
        return first17 + IdentityNumber.checkDigit(first17);
    }

    /** Of eighteen digits a spreadsheet keeps about sixteen: a number that ends so that it is valid without the rest. */
    private static String validEndingInZeros() {
        for (int day = 10; day < 29; day++) {
            for (int i = 0; i < 1000; i++) {
                String first17 = "370899198001" + day + String.format(java.util.Locale.ROOT, "%03d", i);
                String number = first17 + IdentityNumber.checkDigit(first17);
                if (!number.endsWith("X")
                        && new java.math.BigDecimal(Double.toString(Double.parseDouble(number)))
                                .toPlainString()
                                .equals(number)) {
                    return number;
                }
            }
        }
        throw new AssertionError("one such number should be there");
    }
}

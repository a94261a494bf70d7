package org.jilian.cli.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.rules.IdentityNumber;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantineEntry;
import org.jilian.store.QuarantineQuery;
import org.jilian.store.QuarantinedRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that exports everything every night. */
class FileImportTest {
    private static final String HEADS = "姓名,身份证号,年度,科目类别,课程名称,学时";

    @TempDir
    static Path homes;

    private static NodeHome home;

    @TempDir
    Path temp;

    private OpenNode node;

    @BeforeAll
    static void make() throws IOException {
        home = ThreeHomes.make(homes, Optional.empty()).home(ThreeHomes.COUNTY);
    }

    /** Each test begins with a database of its own. */
    @BeforeEach
    void open() throws IOException {
        for (String file : List.of("node.db", "node.db-wal", "node.db-shm", "heads")) {
            Files.deleteIfExists(home.path().resolve(file));
        }
        node = OpenNode.open(home, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void theSameRowsInAnotherFileLeaveNoTrace() throws IOException {
        takeIn("monday.csv", export("周一", rows(40)));
        List<Long> before = held();

        ObjectNode report = takeIn("tuesday.csv", export("周二", rows(40)));

        assertThat(report.path("state").asText()).isEqualTo("unchanged");
        assertThat(report.path("rows").asLong()).isEqualTo(40);
        assertThat(held()).isEqualTo(before);
    }

    @Test
    void ofAnExportOnlyWhatChangedIsAuthored() throws IOException {
        takeIn("monday.csv", export("周一", rows(40)));
        List<String> rows = rows(41);
        rows.set(7, rows.get(7).replace(",6\n", ",8\n"));

        ObjectNode report = takeIn("tuesday.csv", export("周二", rows));

        assertThat(report.path("known").asLong()).isEqualTo(39);
        assertThat(report.path("records").path("first").asLong()).isEqualTo(2);
        assertThat(report.path("records").path("next").asLong()).isEqualTo(1);
        assertThat(report.path("records").path("unchanged").asLong()).isEqualTo(1);
        assertThat(takeIn("wednesday.csv", export("周三", rows)).path("state").asText())
                .isEqualTo("unchanged");
    }

    /** What a clerk corrected after the export is newer than a row that only says once more what it said before. */
    @Test
    void aRowThatComesAgainUnchangedTakesNothingBack() throws IOException {
        takeIn("monday.csv", export("周一", rows(3)));
        List<String> corrected = rows(3);
        corrected.set(0, corrected.get(0).replace(",6\n", ",4\n"));
        takeIn("clerk.csv", HEADS + "\n" + corrected.get(0));

        ObjectNode report = takeIn("tuesday.csv", export("周二", rows(3)));

        assertThat(report.path("state").asText()).isEqualTo("unchanged");
        assertThat(hours()).containsOnlyOnce("4");
    }

    @Test
    void aRowThatContradictsAKnownOneIsRefusedWithIt() throws IOException {
        takeIn("monday.csv", export("周一", rows(3)));
        List<String> rows = rows(3);
        rows.add(rows.get(1).replace(",6\n", ",60\n"));

        ObjectNode report = takeIn("tuesday.csv", export("周二", rows));

        assertThat(report.path("bad").asLong()).isEqualTo(2);
        assertThat(report.path("errorsByCode").path("row.conflict").asLong()).isEqualTo(2);
    }

    @Test
    void aRefusedRowIsNeverKnown() throws IOException {
        List<String> rows = rows(3);
        rows.set(1, rows.get(1).replace(",6\n", ",six\n"));
        takeIn("monday.csv", export("周一", rows));

        ObjectNode report = takeIn("tuesday.csv", export("周二", rows));

        assertThat(report.path("known").asLong()).isEqualTo(2);
        assertThat(report.path("bad").asLong()).isEqualTo(1);
    }

    /** What stood over it, and what was said for the whole file: without these, nobody could try the row again. */
    @Test
    void aRefusedRowIsKeptWithItsHeadsAndWhatWasSaidForItsFile() throws IOException {
        String heads = "姓名,身份证号,科目类别,课程名称,学时";
        String row = row(1).replace(",2025,", ",").replace(",6\n", ",six\n");
        takeIn("monday.csv", "周一\n" + heads + "\n" + row, Optional.of("2024"));

        Quarantine quarantine = new Quarantine(node.self().keys().atRest());
        List<QuarantineEntry> open = node.database().read(tx -> quarantine.list(tx, QuarantineQuery.OPEN, 10));
        QuarantinedRow kept = node.database()
                .read(tx -> quarantine.find(tx, open.get(0).key()))
                .orElseThrow();

        assertThat(open).hasSize(1);
        assertThat(kept.key().place()).isEqualTo(3);
        assertThat(kept.source().name()).isEqualTo("monday.csv");
        assertThat(kept.source().heads()).containsExactly(heads.split(","));
        assertThat(kept.source().period()).contains("2024");
        assertThat(kept.source().division()).isEqualTo("370811");
        assertThat(kept.codes()).containsExactlyElementsOf(open.get(0).codes()).hasSize(1);
        assertThat(kept.original()).containsExactly(row.strip().split(","));
    }

    @Test
    void aPreviewSaysWhatAnImportWouldComeToAndWritesNothing() throws IOException {
        takeIn("monday.csv", export("周一", rows(3)));
        List<String> rows = rows(5);
        rows.set(1, rows.get(1).replace(",6\n", ",8\n"));
        rows.set(4, rows.get(4).replace(",6\n", ",six\n"));
        List<Long> before = held();

        ObjectNode preview = ask("tuesday.csv", export("周二", rows), Optional.empty(), true);

        assertThat(preview.path("state").asText()).isEqualTo("preview");
        assertThat(preview.path("errorsByCode").toString()).isEqualTo("{\"hours.form\":1}");
        assertThat(Path.of(preview.path("errorSpreadsheet").asText())).exists();
        assertThat(held()).isEqualTo(before);

        ObjectNode taken = takeIn("tuesday.csv", export("周二", rows));

        assertThat(taken.path("state").asText()).as("no trace of the preview").isEqualTo("done");
        assertThat(preview.path("records").toString())
                .isEqualTo(taken.path("records").toString())
                .isEqualTo("{\"first\":2,\"next\":1,\"unchanged\":1,\"merged\":0,\"heldElsewhere\":0,\"refused\":0}");
        for (String same : List.of("rows", "good", "bad", "known", "skipped", "drafts")) {
            assertThat(preview.path(same)).as(same).isEqualTo(taken.path(same));
        }
    }

    @Test
    void underAnotherPeriodARowIsAnotherRow() throws IOException {
        String heads = "姓名,身份证号,科目类别,课程名称,学时";
        String row = row(1).replace(",2025,", ",");
        takeIn("monday.csv", heads + "\n" + row, Optional.of("2024"));

        ObjectNode report = takeIn("tuesday.csv", "周二\n" + heads + "\n" + row, Optional.of("2025"));

        assertThat(report.path("records").path("first").asLong()).isEqualTo(1);
    }

    @Test
    void theFilesOfAnArchiveAreTakenInEachAsIfItHadComeAlone() throws IOException {
        Path zip = zip(
                "上报.zip",
                Map.of(
                        "2025年/一班.csv", export("一班", rows(2)).getBytes(UTF_8),
                        "2025年/二班.csv", export("二班", rows(5)).getBytes(UTF_8),
                        "说明.txt", "请查收附件".getBytes(UTF_8),
                        "__MACOSX/._一班.csv", new byte[] {0, 5, 22, 7}));

        ObjectNode report = takeIn(zip);

        assertThat(report.path("members")).hasSize(3);
        assertThat(report.path("members").findValuesAsText("file"))
                .containsExactly("2025年/一班.csv", "2025年/二班.csv", "说明.txt");
        assertThat(report.path("members").findValuesAsText("state")).containsExactly("done", "done", "refused");
        assertThat(hours()).hasSize(5);
        assertThat(ImportWords.of(report, Locale.CHINESE)).contains("3 个文件").contains("说明.txt: 拒收");
        assertThat(takeIn(zip).path("members").findValuesAsText("state"))
                .containsExactly("already-done", "already-done", "refused");
        assertThat(home.path().resolve("arriving")).isEmptyDirectory();
    }

    @Test
    void anArchiveThatLeadsOutOrGrowsBeyondMeasureIsRefusedWhole() throws IOException {
        byte[] good = export("一班", rows(2)).getBytes(UTF_8);
        assertThat(takeIn(zip("a.zip", Map.of("a.csv", good, "../../b.csv", good)))
                        .path("code")
                        .asText())
                .isEqualTo("file.archive-name");
        assertThat(takeIn(zip("b.zip", Map.of("a.csv", good, "z.csv", new byte[64 << 20])))
                        .path("code")
                        .asText())
                .isEqualTo("file.too-large-inflated");
        assertThat(takeIn(zip("c.zip", Map.of())).path("code").asText()).isEqualTo("file.archive");
        Path cut = zip("d.zip", Map.of("a.csv", good));
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 60));
        assertThat(takeIn(cut).path("state").asText()).isEqualTo("refused");
        assertThat(hours()).isEmpty();
    }

    private ObjectNode takeIn(Path file) {
        Order order = new Order(file, Optional.of("roster"), Optional.empty(), Optional.empty(), false, "zh");
        return new LocalDesk(node).takeIn(order, done -> {});
    }

    /** As Windows programs write it: names in the system's own encoding. */
    private Path zip(String name, Map<String, byte[]> files) throws IOException {
        Path zip = temp.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), Charset.forName("GBK"))) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
            }
        }
        return zip;
    }

    private ObjectNode takeIn(String name, String text) throws IOException {
        return takeIn(name, text, Optional.empty());
    }

    private ObjectNode takeIn(String name, String text, Optional<String> period) throws IOException {
        return ask(name, text, period, false);
    }

    private ObjectNode ask(String name, String text, Optional<String> period, boolean preview) throws IOException {
        Path file = Files.writeString(temp.resolve(name), text);
        Order order = new Order(file, Optional.of("roster"), period, Optional.empty(), false, "zh");
        LocalDesk desk = new LocalDesk(node);
        return preview ? desk.preview(order, done -> {}) : desk.takeIn(order, done -> {});
    }

    private static String export(String title, List<String> rows) {
        return "学员名单（" + title + "）\n" + HEADS + "\n" + String.join("", rows);
    }

    private static List<String> rows(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add(row(i));
        }
        return rows;
    }

    private static String row(int i) {
        String first17 = "37089919800101" + (100 + i);
        return "示例" + (char) ('一' + i) + "," + first17 + IdentityNumber.checkDigit(first17) + ",2025,专业,示例课程,6\n";
    }

    /** Rows of the tables that an import writes. */
    private List<Long> held() {
        return List.of("record", "import", "retained_file", "taken_rows", "unsealed", "quarantine", "audit_waiting")
                .stream()
                .map(table -> node.database()
                        .read(tx -> tx.find("SELECT count(*) AS n FROM " + table, row -> row.number("n")))
                        .orElseThrow())
                .toList();
    }

    private List<String> hours() {
        return node
                .database()
                .read(tx -> tx.list(
                        "SELECT body ->> 'content' AS content FROM record WHERE kind = 'hour-record'",
                        row -> row.text("content")))
                .stream()
                .map(content -> content.replaceAll(".*\"hours\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}

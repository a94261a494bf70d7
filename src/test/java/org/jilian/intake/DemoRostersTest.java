package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.jilian.intake.Reading.FileReport;
import org.jilian.record.Draft;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's files are what their generator writes, and come out as their README says. */
class DemoRostersTest {
    private static final Path DEMO = Intakes.CONFIG.resolve("demo");

    @TempDir
    static Path fresh;

    @BeforeAll
    static void generate() throws IOException {
        new DemoRosters(fresh).write();
        if (Boolean.getBoolean("jilian.demo.write")) {
            new DemoRosters(DEMO).write();
        }
    }

    @Test
    void theFilesAreWhatTheGeneratorWrites() throws IOException {
        try (Stream<Path> files = Files.list(fresh)) {
            for (Path file : files.toList()) {
                Path kept = DEMO.resolve(file.getFileName().toString());
                // a workbook holds the instant of its writing, so its cells are compared
                assertThat(kept).as("regenerate as the README says").exists();
                if (file.toString().endsWith(".csv")) {
                    assertThat(kept).hasSameBinaryContentAs(file);
                } else {
                    assertThat(cells(kept)).isEqualTo(cells(file));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "370811-rencheng-2025.csv",
                "370811-wjw-hospital-2025.csv",
                "370200-qingdao-2025.csv",
                "370881-qufu-2025.xlsx",
                "410225-lankao-2025.xlsx"
            })
    void aboutOneRowOfTwentyIsRefusedAndTheReadmeSaysHowMany(String name) throws IOException {
        Intakes taken = read(name, "roster");

        FileReport report = taken.report();
        assertThat((double) report.bad() / (report.good() + report.bad())).isBetween(0.03, 0.08);
        Set<String> codes = new HashSet<>();
        taken.bad()
                .forEach(bad ->
                        bad.errors().forEach(error -> codes.add(error.reason().code())));
        assertThat(codes).hasSizeGreaterThan(3);
        assertThat(Files.readString(DEMO.resolve("README.md"), StandardCharsets.UTF_8))
                .contains("| `" + name + "` | " + report.good() + " | " + report.bad() + " | " + count(taken, "person")
                        + " | " + count(taken, "hour-record") + " |");
    }

    @Test
    void theCatalogueAndTheInstitutionsAreWithoutFault() throws IOException {
        assertThat(read("370000-courses.csv", "courses").report().bad()).isZero();
        assertThat(read("370000-courses.csv", "courses").drafts()).hasSize(40);
        Set<String> institutions = new HashSet<>();
        for (String place : List.of("370000", "370800", "370200", "410000")) {
            Intakes taken = read(place + "-institutions.csv", "institutions");
            assertThat(taken.report().bad()).isZero();
            taken.drafts().forEach(draft -> institutions.add(draft.value("content.creditCode")));
        }
        assertThat(read("370000-courses.csv", "courses").drafts())
                .allMatch(draft -> institutions.contains(draft.value("content.institution")));
        assertThat(read("410225-lankao-2025.xlsx", "roster").drafts())
                .filteredOn(draft -> draft.kind().value().equals("hour-record"))
                .allMatch(draft -> institutions.contains(draft.value("content.institution")));
    }

    @Test
    void theDoctorsPublicHoursComeFromTheDistrictAndTheOthersFromTheHealthLine() throws IOException {
        assertThat(doctorsCategories("370811-rencheng-2025.csv"))
                .containsExactly("public", "public", "public", "public");
        assertThat(doctorsCategories("370811-wjw-hospital-2025.csv")).hasSize(5).containsOnly("professional");
        assertThat(Files.readString(DEMO.resolve("README.md"), StandardCharsets.UTF_8))
                .contains(DemoPeople.doctor().name(), DemoPeople.doctor().number());
    }

    @Test
    void noNumberBelongsToTwoPeople() throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (String name : List.of(
                "370811-rencheng-2025.csv",
                "370811-wjw-hospital-2025.csv",
                "370200-qingdao-2025.csv",
                "370881-qufu-2025.xlsx",
                "410225-lankao-2025.xlsx")) {
            for (Draft draft : read(name, "roster").drafts()) {
                if (draft.kind().value().equals("person")) {
                    String other = names.put(draft.value("content.documentNumber"), draft.value("content.name"));
                    assertThat(Optional.ofNullable(other).orElse(draft.value("content.name")))
                            .isEqualTo(draft.value("content.name"));
                }
            }
        }
        // county codes that were never given out
        assertThat(names.keySet()).allMatch(number -> number.matches("(370899|370898|370299|410299).*"));
    }

    private static List<String> doctorsCategories(String name) throws IOException {
        return read(name, "roster").drafts().stream()
                .filter(draft -> draft.kind().value().equals("hour-record"))
                .filter(draft -> draft.subject()
                        .orElseThrow()
                        .number()
                        .equals(DemoPeople.doctor().number()))
                .map(draft -> draft.value("content.category"))
                .toList();
    }

    private static long count(Intakes taken, String kind) {
        return taken.drafts().stream()
                .filter(draft -> draft.kind().value().equals(kind))
                .count();
    }

    private static Intakes read(String name, String mapping) throws IOException {
        return Intakes.read(DEMO.resolve(name), mapping, new Given(name.substring(0, 6), Optional.empty()));
    }

    private static List<String> cells(Path file) throws IOException {
        List<String> cells = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            for (Sheet sheet : workbook.getSheets().toList()) {
                sheet.read()
                        .forEach(row -> row.stream()
                                .filter(cell -> cell != null && cell.getRawValue() != null)
                                .forEach(cell -> cells.add(sheet.getName() + cell.getAddress() + cell.getRawValue())));
            }
        }
        return cells;
    }
}

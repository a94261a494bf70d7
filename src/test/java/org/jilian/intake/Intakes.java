package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.intake.Reading.FileRefused;
import org.jilian.intake.Reading.FileReport;
import org.jilian.intake.TakenRow.Bad;
import org.jilian.intake.TakenRow.Good;
import org.jilian.record.Draft;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.rules.CodeTable;

/** Reads files with the mappings that the product ships, and keeps what came of it. */
record Intakes(Reading reading, List<TakenRow> rows) {
    static final Path CONFIG = Path.of("config");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T01:00:00Z"), ZoneOffset.UTC);
    static final Given RENCHENG = new Given("370811", Optional.of("2025"));

    static Map<KindName, Kind> kinds() throws IOException {
        return KindFiles.read(CONFIG.resolve("kinds"));
    }

    static Map<String, CodeTable> codes() throws IOException {
        return CodeTables.read(CONFIG.resolve("codes"));
    }

    static Mapping mapping(String name) throws IOException {
        return Mapping.read(CONFIG.resolve("mappings").resolve(name + ".yaml"), kinds(), codes());
    }

    static Intakes roster(Path file) throws IOException {
        return read(file, "roster", RENCHENG);
    }

    static Intakes read(Path file, String mapping, Given given) throws IOException {
        return read(file, mapping(mapping), given);
    }

    static Intakes read(Path file, Mapping mapping, Given given) throws IOException {
        List<TakenRow> rows = new ArrayList<>();
        Reading reading = new Intake(CLOCK).read(file, mapping, given, rows::add);
        return new Intakes(reading, rows);
    }

    FileReport report() {
        assertThat(reading).isInstanceOf(FileReport.class);
        return (FileReport) reading;
    }

    /** The code of the refusal of the whole file; the sink must have seen nothing. */
    String refusal() {
        assertThat(reading).isInstanceOf(FileRefused.class);
        assertThat(rows).isEmpty();
        return ((FileRefused) reading).reason().code();
    }

    Good good(long row) {
        assertThat(row(row)).isInstanceOf(Good.class);
        return (Good) row(row);
    }

    Bad bad(long row) {
        assertThat(row(row)).isInstanceOf(Bad.class);
        return (Bad) row(row);
    }

    List<Bad> bad() {
        return rows.stream().filter(Bad.class::isInstance).map(Bad.class::cast).toList();
    }

    List<Draft> drafts() {
        return rows.stream()
                .filter(Good.class::isInstance)
                .flatMap(row -> ((Good) row).drafts().stream())
                .toList();
    }

    /** The errors of a row as {@code column:code}. */
    List<String> errors(long row) {
        return bad(row).errors().stream()
                .map(error -> error.column() + ":" + error.reason().code())
                .toList();
    }

    List<String> notes(long row) {
        return good(row).notes().stream().map(note -> note.note().code()).toList();
    }

    Draft person(long row) {
        return draft(row, "person");
    }

    Draft hours(long row) {
        return draft(row, "hour-record");
    }

    private Draft draft(long row, String kind) {
        return good(row).drafts().stream()
                .filter(draft -> draft.kind().value().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("row " + row + " gives no " + kind));
    }

    TakenRow row(long row) {
        return rows.stream()
                .filter(taken -> taken.row() == row)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + row));
    }
}

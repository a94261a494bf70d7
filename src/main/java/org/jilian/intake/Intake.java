package org.jilian.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jilian.intake.Reading.FileReport;
import org.jilian.intake.Table.RefusedException;

/**
 * Reads a foreign file into drafts, row by row, with a memory that does not grow by the rows but for 44 bytes a record.
 *
 * <p>A file is read twice: first to learn whether it is a table to its end and which rows give the same record, then to
 * hand its rows over. So a file is refused before its first row is handed over, or read whole; and of two rows that
 * contradict each other neither is taken, whichever comes first.
 */
public final class Intake {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Clock clock;

    public Intake(Clock clock) {
        this.clock = clock;
    }

    /**
     * How many rows of data a file has, if each of them is known: then there is nothing to take in. Empty as well for a file
     * that would be refused.
     */
    public OptionalLong unchanged(Path file, Mapping mapping, Given given, KnownRows known) throws IOException {
        try {
            return known.isEmpty()
                    ? OptionalLong.empty()
                    : open(file, mapping, given, known).unchanged();
        } catch (RefusedException e) {
            return OptionalLong.empty();
        }
    }

    /** @see #read(Path, Mapping, Given, KnownRows, RowSink) */
    public Reading read(Path file, Mapping mapping, Given given, RowSink sink) throws IOException {
        return read(file, mapping, given, KnownRows.none(), sink);
    }

    /**
     * @param known rows that {@link TakenRow.Good#known()} tells of
     * @param sink sees every row once, in order, after the whole file proved readable
     * @return a report, or why the file is refused
     * @throws IOException if the file cannot be read or changes meanwhile; the sink may have seen rows then, and reading
     *     the file again is safe, because authoring knows a record that it has
     */
    public Reading read(Path file, Mapping mapping, Given given, KnownRows known, RowSink sink) throws IOException {
        long size = Files.size(file);
        FileTime changed = Files.getLastModifiedTime(file);
        TableReader reader;
        long rows;
        try {
            reader = open(file, mapping, given, known);
            rows = reader.examine();
        } catch (RefusedException e) {
            return new Reading.FileRefused(e.reason(), e.causes());
        }
        FileReport report = handOver(file, reader, sink);
        if (report.rows() != rows
                || Files.size(file) != size
                || !Files.getLastModifiedTime(file).equals(changed)) {
            throw changed(file, null);
        }
        return report;
    }

    /** Rows that come from elsewhere than a file, judged and handed over as a file's are. */
    public Reading read(GivenRows rows, Mapping mapping, Given given, RowSink sink) throws IOException {
        return read(rows.table(), mapping, given, sink);
    }

    /** Likewise what was sent as JSON. */
    public Reading read(JsonItems items, Mapping mapping, Given given, RowSink sink) throws IOException {
        return read(items.table(), mapping, given, sink);
    }

    private Reading read(Table table, Mapping mapping, Given given, RowSink sink) throws IOException {
        try {
            TableReader reader = open(List.of(table), mapping, given, KnownRows.none());
            reader.examine();
            return reader.handOver(sink);
        } catch (RefusedException e) {
            return new Reading.FileRefused(e.reason(), e.causes());
        }
    }

    private static FileReport handOver(Path file, TableReader reader, RowSink sink) throws IOException {
        try {
            return reader.handOver(sink);
        } catch (RefusedException e) {
            // it was a table a moment ago
            throw changed(file, e);
        }
    }

    private static IOException changed(Path file, @org.jspecify.annotations.Nullable Exception cause) {
        return new IOException(
                file + " should not change while it is read, but did; import it again once it is complete", cause);
    }

    private TableReader open(Path file, Mapping mapping, Given given, KnownRows known) throws IOException {
        return open(tables(file), mapping, given, known);
    }

    /** The first visible table whose heads the mapping knows; the refusal of the first one if none has them. */
    private TableReader open(List<Table> tables, Mapping mapping, Given given, KnownRows known) throws IOException {
        LocalDate today = LocalDate.now(clock.withZone(CHINA));
        RefusedException first = null;
        for (Table table : tables) {
            List<RawRow> start = start(table);
            if (start.stream().allMatch(RawRow::isBlank)) {
                first = first == null ? new RefusedException(FileReasons.EMPTY) : first;
                continue;
            }
            try {
                Heads heads = new HeadFinder(mapping).find(start);
                RowReader rows = new RowReader(mapping, heads, given, today);
                return new TableReader(mapping, table, heads, rows, unread(tables, table), known);
            } catch (RefusedException e) {
                boolean worse = first == null || first.reason().equals(FileReasons.EMPTY);
                first = worse ? e : first;
            }
        }
        throw first == null ? new RefusedException(FileReasons.EMPTY) : first;
    }

    static List<Table> tables(Path file) throws IOException {
        List<Table> tables = new ArrayList<>(
                switch (FileSniffer.sniff(file)) {
                    case CSV -> List.of(CsvTable.open(file));
                    case XLSX -> XlsxTable.open(file);
                    case XLS -> XlsTable.open(file);
                    case HTML -> List.of(HtmlTable.open(file));
                    case JSON -> List.of(RecordsTable.of(JsonSource.open(file)));
                    case XML -> List.of(RecordsTable.of(XmlSource.open(file)));
                });
        tables.sort(java.util.Comparator.comparing(table -> !table.visible()));
        return List.copyOf(tables);
    }

    private static List<String> unread(List<Table> tables, Table read) throws IOException {
        List<String> unread = new ArrayList<>();
        for (Table table : tables) {
            String name = table.sheet().orElse("");
            if (table != read
                    && !ErrorSpreadsheet.isOwnSheet(name)
                    && !start(table).stream().allMatch(RawRow::isBlank)) {
                unread.add(name);
            }
        }
        return unread;
    }

    private static List<RawRow> start(Table table) throws IOException {
        List<RawRow> rows = new ArrayList<>();
        table.visit(row -> {
            rows.add(row);
            return rows.size() < Limits.HEAD_ROWS;
        });
        return rows;
    }
}

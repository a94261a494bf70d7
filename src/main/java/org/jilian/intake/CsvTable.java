package org.jilian.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A CSV file (RFC 4180, but with any of comma, semicolon, tab), one row at a time. A quoted line break ends no row. */
record CsvTable(Path file, CsvEncoding encoding, char separator) implements Table {
    private static final int SAMPLE = 1 << 16;

    static CsvTable open(Path file) throws IOException {
        CsvEncoding encoding = CsvEncoding.of(file);
        return new CsvTable(file, encoding, separator(file, encoding));
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        long number = 0;
        try (Reader reader = encoding.open(file);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(false)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowUnclosedQuote(false)
                        .allowExtraCharsAfterClosingQuote(true)
                        .maxBufferSize(4 * Limits.CELL)
                        .ofCsvRecord(reader)) {
            Iterator<CsvRecord> records = csv.iterator();
            while (records.hasNext()) {
                number++;
                if (number > Limits.ROWS) {
                    throw new RefusedException(FileReasons.TOO_MANY_ROWS);
                }
                if (!visitor.accept(row(number, records.next()))) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            // the one thing that is no CSV at all: a quotation mark that swallows the rows after it
            throw new RefusedException(FileReasons.unclosedQuote(number + 1), e);
        }
    }

    private static RawRow row(long number, CsvRecord csv) {
        if (csv.getFieldCount() > Limits.COLUMNS) {
            throw new RefusedException(FileReasons.TOO_MANY_COLUMNS);
        }
        List<Cell> cells = new ArrayList<>(csv.getFieldCount());
        for (String field : csv.getFields()) {
            if (field.length() > Limits.CELL) {
                throw new RefusedException(FileReasons.CELL_TOO_LONG);
            }
            cells.add(Cell.text(field));
        }
        return new RawRow(number, cells);
    }

    /** The separator that occurs most outside quotation marks at the start of the file; a comma where none does. */
    private static char separator(Path file, CsvEncoding encoding) throws IOException {
        char[] sample = new char[SAMPLE];
        int length;
        try (Reader reader = encoding.open(file)) {
            length = Math.max(0, reader.read(sample));
        }
        char[] candidates = {',', '\t', ';'};
        int[] counts = new int[candidates.length];
        boolean quoted = false;
        for (int i = 0; i < length; i++) {
            quoted ^= sample[i] == '"';
            for (int c = 0; c < candidates.length && !quoted; c++) {
                counts[c] += sample[i] == candidates[c] ? 1 : 0;
            }
        }
        int best = 0;
        for (int c = 1; c < candidates.length; c++) {
            best = counts[c] > counts[best] ? c : best;
        }
        return candidates[best];
    }

    @Override
    public String form() {
        return "csv";
    }

    @Override
    public Optional<Charset> charset() {
        return Optional.of(encoding.charset());
    }

    @Override
    public Optional<Character> delimiter() {
        return Optional.of(separator);
    }
}

package org.jilian.intake;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** One sheet of an XLSX workbook, one row at a time; only the shared strings are in memory. */
record XlsxTable(Path file, int index, String name, boolean visible) implements Table {
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    /** All sheets in the workbook's order, hidden ones too. */
    static List<XlsxTable> open(Path file) throws IOException {
        XlsxParts.measure(file);
        try (ReadableWorkbook workbook = opened(file)) {
            return parsed(
                    () -> workbook.getSheets().map(sheet -> table(file, sheet)).toList());
        }
    }

    private static XlsxTable table(Path file, Sheet sheet) {
        if (sheet.getName() == null) {
            throw new RefusedException(FileReasons.DAMAGED);
        }
        return new XlsxTable(file, sheet.getIndex(), sheet.getName(), sheet.getVisibility() == SheetVisibility.VISIBLE);
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (ReadableWorkbook workbook = opened(file)) {
            Sheet sheet =
                    parsed(() -> workbook.getSheet(index)).orElseThrow(() -> new RefusedException(FileReasons.DAMAGED));
            boolean from1904 = workbook.isDate1904();
            try (Stream<Row> rows = rows(sheet)) {
                Iterator<Row> iterator = rows.iterator();
                long before = 0;
                while (parsed(iterator::hasNext)) {
                    RawRow row = parsed(() -> row(iterator.next(), from1904));
                    if (row.number() <= before) {
                        throw new RefusedException(FileReasons.DAMAGED);
                    }
                    before = row.number();
                    // outside parsed(): what the visitor throws is not the file's fault
                    if (!visitor.accept(row)) {
                        return;
                    }
                }
            }
        }
    }

    private static ReadableWorkbook opened(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), WITH_FORMATS);
        } catch (IOException | RuntimeException e) {
            throw XlsxParts.damagedUnlessUnreadable(file, e);
        }
    }

    private Stream<Row> rows(Sheet sheet) throws IOException {
        try {
            return sheet.openStream();
        } catch (IOException | RuntimeException e) {
            throw XlsxParts.damagedUnlessUnreadable(file, e);
        }
    }

    /** The parser meets what is no workbook with whatever its code runs into; all of it means a damaged file. */
    private static <T> T parsed(Supplier<T> step) {
        try {
            return step.get();
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RefusedException(FileReasons.DAMAGED, e);
        }
    }

    private static RawRow row(Row row, boolean from1904) {
        if (row.getRowNum() > Limits.ROWS) {
            throw new RefusedException(FileReasons.TOO_MANY_ROWS);
        }
        List<Cell> cells = new ArrayList<>(row.getPhysicalCellCount());
        for (org.dhatim.fastexcel.reader.Cell cell : row) {
            if (cell == null || cell.getType() == CellType.EMPTY) {
                continue;
            }
            int column = cell.getColumnIndex();
            if (column >= Limits.COLUMNS) {
                throw new RefusedException(FileReasons.TOO_MANY_COLUMNS);
            }
            if (column >= cells.size()) {
                cells.addAll(Collections.nCopies(column + 1 - cells.size(), Cell.EMPTY));
            }
            cells.set(column, cell(cell, from1904));
        }
        return new RawRow(row.getRowNum(), cells);
    }

    private static Cell cell(org.dhatim.fastexcel.reader.Cell cell, boolean from1904) {
        String raw = cell.getRawValue();
        boolean formula = cell.getType() == CellType.FORMULA;
        if (raw == null) {
            // a text whose shared string does not exist is broken; a formula may never have been computed
            return new Cell(formula ? Cell.Type.UNCOMPUTED : Cell.Type.ERROR, "", formula);
        }
        if (raw.length() > Limits.CELL) {
            throw new RefusedException(FileReasons.CELL_TOO_LONG);
        }
        return switch (cell.getType()) {
            case NUMBER -> number(cell, raw, false, from1904);
            case ERROR -> new Cell(Cell.Type.ERROR, raw, false);
            case FORMULA -> computed(cell, raw, from1904);
            case BOOLEAN -> Cell.text(raw.equals("1") ? "TRUE" : "FALSE");
            default -> Cell.text(raw);
        };
    }

    private static Cell computed(org.dhatim.fastexcel.reader.Cell cell, String raw, boolean from1904) {
        if (cell.getValue() instanceof BigDecimal) {
            return number(cell, raw, true, from1904);
        }
        return new Cell(
                raw.startsWith("#") ? Cell.Type.ERROR : raw.isEmpty() ? Cell.Type.EMPTY : Cell.Type.TEXT, raw, true);
    }

    private static Cell number(org.dhatim.fastexcel.reader.Cell cell, String raw, boolean formula, boolean from1904) {
        boolean day = DateFormats.isDate(cell.getDataFormatId(), cell.getDataFormatString());
        Cell.Type type = !day ? Cell.Type.NUMBER : from1904 ? Cell.Type.DAY_1904 : Cell.Type.DAY_1900;
        return Cell.number(type, raw.strip(), formula);
    }

    @Override
    public String form() {
        return "xlsx";
    }

    @Override
    public Optional<String> sheet() {
        return Optional.of(name);
    }
}

package org.jilian.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jilian.intake.Table.RefusedException;
import org.jspecify.annotations.Nullable;

/** Puts the records of one sheet of a BIFF8 stream together to rows. */
final class XlsRows implements HSSFListener {
    private final int wanted;
    private final Table.Visitor visitor;
    private @Nullable FormatTrackingHSSFListener formats;
    private @Nullable SSTRecord strings;
    private final Map<Short, Boolean> days = new HashMap<>();
    private boolean from1904;
    private int sheet = -1;
    private boolean inside;
    private long row = -1;
    private List<Cell> cells = new ArrayList<>();
    /** A formula whose text stands in the record after it. */
    private @Nullable FormulaRecord awaiting;

    /** Ends the reading early: the visitor has enough, or has failed. */
    static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EnoughException(@Nullable RuntimeException fault) {
            super("enough", fault, false, false);
        }

        void rethrowFault() {
            if (getCause() instanceof RuntimeException fault) {
                throw fault;
            }
        }
    }

    XlsRows(int wanted, Table.Visitor visitor) {
        this.wanted = wanted;
        this.visitor = visitor;
    }

    void formats(FormatTrackingHSSFListener listener) {
        formats = listener;
    }

    @Override
    public void processRecord(Record record) {
        if (record instanceof BOFRecord begin) {
            if (begin.getType() == BOFRecord.TYPE_WORKSHEET || begin.getType() == BOFRecord.TYPE_CHART) {
                sheet++;
                inside = sheet == wanted && begin.getType() == BOFRecord.TYPE_WORKSHEET;
            }
        } else if (record instanceof SSTRecord table) {
            strings = table;
        } else if (record instanceof DateWindow1904Record window) {
            from1904 = window.getWindowing() == 1;
        } else if (inside && record instanceof EOFRecord) {
            end();
            inside = false;
            throw new EnoughException(null);
        } else if (inside) {
            inSheet(record);
        }
    }

    private void inSheet(Record record) {
        if (record instanceof StringRecord text && awaiting != null) {
            FormulaRecord formula = awaiting;
            awaiting = null;
            set(formula, text(text.getString(), true));
        } else if (record instanceof FormulaRecord formula) {
            formula(formula);
        } else if (record instanceof LabelSSTRecord label) {
            set(
                    label,
                    text(
                            Objects.requireNonNull(strings)
                                    .getString(label.getSSTIndex())
                                    .getString(),
                            false));
        } else if (record instanceof LabelRecord label) {
            set(label, text(label.getValue(), false));
        } else if (record instanceof NumberRecord number) {
            set(number, number(number, number.getValue(), false));
        } else if (record instanceof BoolErrRecord value) {
            set(
                    value,
                    value.isBoolean()
                            ? Cell.text(value.getBooleanValue() ? "TRUE" : "FALSE")
                            : error(FormulaError.forInt(value.getErrorValue()), false));
        }
    }

    private void formula(FormulaRecord formula) {
        switch (formula.getCachedResultTypeEnum()) {
            case NUMERIC -> set(formula, number(formula, formula.getValue(), true));
            case STRING -> {
                if (formula.hasCachedResultString()) {
                    awaiting = formula;
                } else {
                    set(formula, new Cell(Cell.Type.EMPTY, "", true));
                }
            }
            case BOOLEAN ->
                set(formula, new Cell(Cell.Type.TEXT, formula.getCachedBooleanValue() ? "TRUE" : "FALSE", true));
            case ERROR -> set(formula, error(FormulaError.forInt(formula.getCachedErrorValue()), true));
            default -> set(formula, new Cell(Cell.Type.UNCOMPUTED, "", true));
        }
    }

    private static Cell error(FormulaError error, boolean formula) {
        return new Cell(Cell.Type.ERROR, error.getString(), formula);
    }

    private static Cell text(String text, boolean formula) {
        if (text.length() > Limits.CELL) {
            throw new RefusedException(FileReasons.CELL_TOO_LONG);
        }
        return text.isEmpty() ? Cell.EMPTY : new Cell(Cell.Type.TEXT, text, formula);
    }

    private Cell number(CellValueRecordInterface cell, double value, boolean formula) {
        FormatTrackingHSSFListener known = Objects.requireNonNull(formats);
        // asked once a style: of one that the workbook lacks the library complains in the log each time
        boolean day = days.computeIfAbsent(
                cell.getXFIndex(),
                style -> DateFormats.isDate(known.getFormatIndex(cell), known.getFormatString(cell)));
        Cell.Type type = !day ? Cell.Type.NUMBER : from1904 ? Cell.Type.DAY_1904 : Cell.Type.DAY_1900;
        return Cell.number(type, Double.toString(value), formula);
    }

    private void set(CellValueRecordInterface at, Cell cell) {
        if (at.getRow() != row) {
            if (at.getRow() < row) {
                throw new RefusedException(FileReasons.DAMAGED);
            }
            flush();
            row = at.getRow();
        }
        if (cell.type() == Cell.Type.EMPTY) {
            return;
        }
        int column = at.getColumn();
        if (column >= Limits.COLUMNS) {
            throw new RefusedException(FileReasons.TOO_MANY_COLUMNS);
        }
        if (column >= cells.size()) {
            cells.addAll(Collections.nCopies(column + 1 - cells.size(), Cell.EMPTY));
        }
        cells.set(column, cell);
    }

    private void flush() {
        if (row < 0) {
            return;
        }
        RawRow whole = new RawRow(row + 1, cells);
        cells = new ArrayList<>();
        boolean more;
        try {
            more = visitor.accept(whole);
        } catch (RuntimeException e) {
            // not the file's fault, so not to be taken for a damaged one
            throw new EnoughException(e);
        }
        if (!more) {
            throw new EnoughException(null);
        }
    }

    /** The last row, of a stream that says no end. */
    void end() {
        flush();
        row = -1;
    }
}

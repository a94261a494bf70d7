package org.jilian.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jilian.intake.TakenRow.Bad;
import org.jilian.rules.CellText;
import org.jilian.rules.Text;

/**
 * The workbook that goes back to the clerk (错误清单): what is wrong with which cell and how to mend it, and on a second
 * sheet the refused rows as they were, to be corrected there and imported again.
 *
 * <p>It holds personal values in full; only its owner may read the file. Every cell is text and none begins with a
 * character by which a spreadsheet would compute it.
 */
public final class ErrorSpreadsheet {
    private static final Text ERRORS = new Text("错误清单", "Errors");
    private static final Text ROWS = new Text("待更正", "To correct");
    private static final Text ORIGINAL_ROW = new Text("原行号", "Original row");
    private static final Text ID = new Text("隔离编号", "Quarantine id");
    private static final List<Text> HEADS = List.of(
            new Text("行号", "Row"),
            new Text("列", "Column"),
            new Text("值", "Value"),
            new Text("原因", "Reason"),
            new Text("处理办法", "Remedy"));
    private static final double[] WIDTHS = {8, 20, 28, 50, 60};
    private static final int FLUSH_EVERY = 500;

    /** What a sheet of a workbook can hold, less the row of heads. */
    private static final int MOST_ROWS = 1_048_575;

    private final Locale locale;

    public ErrorSpreadsheet(Locale locale) {
        this.locale = locale;
    }

    /**
     * @param heads the file's heads, by column, as its report gives them
     * @param rows refused rows; gone through twice, so that they need not be in memory
     * @throws IOException if the file exists already or cannot be written
     */
    public void write(Path file, List<String> heads, Iterable<Bad> rows) throws IOException {
        write(file, heads, rows, row -> "");
    }

    /** @param ids by which quarantine knows each row: whoever takes the corrected row in knows then what it mends */
    public void write(Path file, List<String> heads, Iterable<Bad> rows, Function<Bad, String> ids) throws IOException {
        try (OutputStream out = Files.newOutputStream(ownersOnly(file), StandardOpenOption.WRITE);
                Workbook workbook = new Workbook(out, "jilian", "1.0")) {
            writeErrors(workbook.newWorksheet(ERRORS.in(locale)), rows);
            writeRows(workbook.newWorksheet(ROWS.in(locale)), heads, rows, ids);
        }
    }

    /** The correction sheet's own columns are no columns of the data. */
    static boolean isOwnHead(String head) {
        return is(ORIGINAL_ROW, head) || is(ID, head);
    }

    private static boolean is(Text own, String head) {
        return head.equals(own.zh()) || head.equals(own.en());
    }

    /** Which column of a file says which quarantined row each row corrects; none, unless it is such a workbook. */
    public static OptionalInt idColumn(List<String> heads) {
        return IntStream.range(0, heads.size())
                .filter(column -> is(ID, heads.get(column)))
                .findFirst();
    }

    static boolean isOwnSheet(String name) {
        return name.equals(ERRORS.zh()) || name.equals(ERRORS.en());
    }

    private void writeErrors(Worksheet sheet, Iterable<Bad> rows) throws IOException {
        for (int i = 0; i < HEADS.size(); i++) {
            sheet.width(i, WIDTHS[i]);
            head(sheet, i, HEADS.get(i).in(locale));
        }
        sheet.freezePane(0, 1);
        int line = 0;
        for (Bad bad : rows) {
            for (RowError error : bad.errors()) {
                if (line == MOST_ROWS) {
                    break;
                }
                line++;
                sheet.value(line, 0, error.row());
                text(sheet, line, 1, error.column());
                text(sheet, line, 2, error.value());
                text(sheet, line, 3, error.reason().what().in(locale));
                text(sheet, line, 4, error.reason().remedy().in(locale));
                flush(sheet, line);
            }
        }
        sheet.finish();
    }

    private void writeRows(Worksheet sheet, List<String> heads, Iterable<Bad> rows, Function<Bad, String> ids)
            throws IOException {
        // what was corrected once and refused again brings this workbook's columns along
        int[] columns = IntStream.range(0, heads.size())
                .filter(column -> !isOwnHead(heads.get(column)))
                .toArray();
        for (int i = 0; i < columns.length; i++) {
            head(sheet, i, heads.get(columns[i]));
        }
        head(sheet, columns.length, ORIGINAL_ROW.in(locale));
        head(sheet, columns.length + 1, ID.in(locale));
        sheet.freezePane(0, 1);
        int line = 0;
        for (Bad bad : rows) {
            if (line == MOST_ROWS) {
                break;
            }
            line++;
            for (int i = 0; i < columns.length; i++) {
                text(
                        sheet,
                        line,
                        i,
                        columns[i] < bad.original().size() ? bad.original().get(columns[i]) : "");
            }
            sheet.value(line, columns.length, bad.row());
            text(sheet, line, columns.length + 1, ids.apply(bad));
            flush(sheet, line);
        }
        sheet.finish();
    }

    private static void flush(Worksheet sheet, int line) throws IOException {
        if (line % FLUSH_EVERY == 0) {
            sheet.flush();
        }
    }

    private static void head(Worksheet sheet, int column, String text) {
        sheet.inlineString(0, column, harmless(text));
        sheet.style(0, column).bold().set();
    }

    private static void text(Worksheet sheet, int row, int column, String text) {
        if (!text.isEmpty()) {
            sheet.inlineString(row, column, harmless(text));
            // so that what the clerk types over it stays as typed, an identity number above all
            sheet.style(row, column).format("@").set();
        }
    }

    /** Intake takes the apostrophe off again. */
    static String harmless(String text) {
        return CellText.harmless(text, Limits.CELL);
    }

    private static Path ownersOnly(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return Files.createFile(file, attributes);
    }
}

package org.jilian.intake;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * One sheet of a workbook of the old form (.xls, BIFF8, [MS-XLS]), one row at a time; only the shared strings are in memory.
 * Its form holds no more than 65,536 rows and 256 columns.
 */
record XlsTable(Path file, int index, String name, boolean visible) implements Table {
    private static final String STREAM = "Workbook";

    /** All sheets in the workbook's order, hidden ones too. */
    static List<XlsTable> open(Path file) throws IOException {
        List<BoundSheetRecord> sheets = new ArrayList<>();
        events(file, record -> {
            if (record instanceof BoundSheetRecord sheet) {
                sheets.add(sheet);
                if (sheets.size() > Limits.SHEETS) {
                    throw new RefusedException(FileReasons.BOMB);
                }
            }
        });
        sheets.sort(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof));
        List<XlsTable> tables = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            BoundSheetRecord sheet = sheets.get(i);
            tables.add(new XlsTable(file, i, sheet.getSheetname(), !sheet.isHidden() && !sheet.isVeryHidden()));
        }
        return tables;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        XlsRows rows = new XlsRows(index, visitor);
        FormatTrackingHSSFListener formats = new FormatTrackingHSSFListener(rows);
        rows.formats(formats);
        try {
            events(file, formats);
            rows.end();
        } catch (XlsRows.EnoughException e) {
            e.rethrowFault();
        }
    }

    /** The parser meets what is no workbook with whatever its code runs into; all of it means a damaged file. */
    private static void events(Path file, HSSFListener listener) throws IOException {
        File workbook = file.toFile();
        try (POIFSFileSystem system = new POIFSFileSystem(workbook, true)) {
            if (!system.getRoot().hasEntryCaseInsensitive(STREAM)) {
                // Excel 5 and 95 call theirs "Book"
                throw new RefusedException(FileReasons.OLD_XLS);
            }
            HSSFRequest request = new HSSFRequest();
            request.addListenerForAllRecords(listener);
            new HSSFEventFactory().processWorkbookEvents(request, system);
        } catch (RefusedException | XlsRows.EnoughException e) {
            throw e;
        } catch (EncryptedDocumentException e) {
            throw new RefusedException(FileReasons.ENCRYPTED, e);
        } catch (RuntimeException e) {
            throw new RefusedException(FileReasons.DAMAGED, e);
        } catch (IOException e) {
            throw XlsxParts.damagedUnlessUnreadable(file, e);
        }
    }

    @Override
    public String form() {
        return "xls";
    }

    @Override
    public Optional<String> sheet() {
        return Optional.of(name);
    }
}

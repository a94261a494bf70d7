package org.jilian.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** A BIFF8 workbook whose records ([MS-XLS] 2.1.4: type, length, data) are changed one by one. */
final class ChangedXls {
    private static final int[] VALUES = {0, 1, 2, 255, 256, 499, 500, 0x7FFF, 0x8000, 0xFFFF};
    /** Types of records that mean something to the reader: strings, cells, formulas, formats, sheets, ends. */
    private static final int[] TYPES = {
        0x00FC, 0x003C, 0x00FD, 0x0204, 0x0203, 0x027E, 0x00BD, 0x0205, 0x0006, 0x0207, 0x0221, 0x04BC, 0x0085, 0x0809,
        0x000A, 0x0022, 0x041E, 0x00E0, 0x002F, 0x0208, 0x0201, 0x00BE, 0x005D, 0x00EC, 0x01B6, 0x00D7
    };

    private final List<byte[]> records;
    private final Changes changes;

    private ChangedXls(List<byte[]> records, Changes changes) {
        this.records = records;
        this.changes = changes;
    }

    /** A workbook with changed records in a whole container. */
    static byte[] of(byte[] workbook, Changes changes) {
        try (POIFSFileSystem system = new POIFSFileSystem(new ByteArrayInputStream(workbook));
                InputStream stream = system.createDocumentInputStream("Workbook");
                POIFSFileSystem changed = new POIFSFileSystem();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ChangedXls xls = new ChangedXls(split(stream.readAllBytes()), changes);
            for (int i = changes.few(); i > 0; i--) {
                xls.change();
            }
            byte[] records = Changes.joined(xls.records.toArray(byte[][]::new));
            changed.createDocument(new ByteArrayInputStream(records), "Workbook");
            changed.writeFilesystem(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> split(byte[] stream) {
        List<byte[]> records = new ArrayList<>();
        int at = 0;
        while (at + 4 <= stream.length) {
            int end = Math.min(stream.length, at + 4 + (stream[at + 2] & 0xff | (stream[at + 3] & 0xff) << 8));
            records.add(java.util.Arrays.copyOfRange(stream, at, end));
            at = end;
        }
        return records;
    }

    private void change() {
        // half of all changes where the cells and strings are
        int at = changes.oneIn(2) ? changes.below(records.size()) : among();
        byte[] record = records.get(at).clone();
        int value = changes.oneIn(3) ? changes.below(1 << 16) : VALUES[changes.below(VALUES.length)];
        switch (changes.below(9)) {
            case 0 -> put(record, 0, TYPES[changes.below(TYPES.length)]);
            case 1 -> put(record, 2, value);
            case 2, 3, 4 -> put(record, 4 + changes.below(record.length - 4), value);
            case 5 -> record = Changes.joined(record, records.get(changes.below(records.size())));
            case 6 -> record = repeated(record);
            case 7 -> records.set(at, records.set(changes.below(records.size()), record));
            default -> {
                byte[] data = changes.bytes(java.util.Arrays.copyOfRange(record, 4, record.length), record);
                byte[] head = java.util.Arrays.copyOf(record, 4);
                // lengths beyond this make a record that its reader refuses at once
                put(head, 2, Math.min(8224, data.length));
                record = Changes.joined(head, java.util.Arrays.copyOf(data, Math.min(8224, data.length)));
            }
        }
        records.set(at, record);
    }

    private int among() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            int type = records.get(i)[0] & 0xff | (records.get(i)[1] & 0xff) << 8;
            for (int known : TYPES) {
                if (type == known) {
                    places.add(i);
                }
            }
        }
        return places.isEmpty() ? 0 : changes.any(places);
    }

    private byte[] repeated(byte[] record) {
        byte[][] times = new byte[1 + changes.below(changes.oneIn(3) ? 2_000 : 3)][];
        java.util.Arrays.fill(times, record);
        return Changes.joined(times);
    }

    private static void put(byte[] record, int at, int value) {
        if (at + 1 < record.length) {
            record[at] = (byte) value;
            record[at + 1] = (byte) (value >> 8);
        }
    }
}

package org.jilian.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jilian.intake.Table.RefusedException;

/**
 * Watches a part's bytes for what a streaming parser would still hold in memory at once: one text without end, or one row
 * of cells without end. Looks at the markup alone, before any parser does.
 */
final class MarkupGuard {
    /** Bytes of one text; a cell of the longest text, all of it escaped, has a third of that. */
    private static final int TEXT = 1 << 20;

    /** Cells of one row; spreadsheet programs have 16,384 columns. */
    private static final int CELLS = 16_384;

    /** The names looked for, as their bytes make a number. */
    private static final long ROW = 'r' << 16 | 'o' << 8 | 'w';

    private static final long C = 'c';

    private final boolean sheet;
    private long name;
    private int nameLength;
    private boolean inName;
    private int sinceMarkup;
    private int cells;

    /** @param sheet whether the part is a sheet; in others {@code c} means something else */
    MarkupGuard(boolean sheet) {
        this.sheet = sheet;
    }

    /** All of a file that is markup itself, and no sheet. @throws RefusedException if one of its texts has no end */
    static void watch(Path file) throws IOException {
        MarkupGuard guard = new MarkupGuard(false);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                guard.accept(buffer, read);
            }
        }
    }

    /** @throws RefusedException as soon as either has no end */
    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            accept(bytes[i]);
        }
    }

    private void accept(byte b) {
        sinceMarkup++;
        if (sinceMarkup > TEXT) {
            throw new RefusedException(FileReasons.BOMB);
        } else if (b == '<') {
            inName = true;
            sinceMarkup = 0;
            name = 0;
            nameLength = 0;
        } else if (inName && (b == ' ' || b == '>' || b == '/' || b == '\n' || b == '\r' || b == '\t')) {
            inName = false;
            element();
        } else if (inName && b == ':') {
            // a prefix says nothing of the element
            name = 0;
            nameLength = 0;
        } else if (inName) {
            name = name << 8 | b & 0xff;
            nameLength++;
        }
    }

    private void element() {
        if (nameLength == 3 && name == ROW) {
            cells = 0;
        } else if (nameLength == 1 && name == C && sheet) {
            cells++;
            if (cells > CELLS) {
                throw new RefusedException(FileReasons.TOO_MANY_COLUMNS);
            }
        }
    }
}

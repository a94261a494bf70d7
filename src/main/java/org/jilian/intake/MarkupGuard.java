package org.jilian.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jilian.intake.Table.RefusedException;

/**
 * Watches markup's bytes for what a streaming parser would still hold in memory at once: one text or tag without end. Looks
 * at the bytes alone, before any parser does.
 */
final class MarkupGuard {
    /** Bytes of one text; a cell of the longest text, all of it escaped, has a third of that. */
    private static final int TEXT = 1 << 20;

    private int sinceMarkup;

    /** All of a file that is markup itself. @throws RefusedException if one of its texts has no end */
    static void watch(Path file) throws IOException {
        MarkupGuard guard = new MarkupGuard();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                guard.accept(buffer, read);
            }
        }
    }

    /** @throws RefusedException as soon as it has no end */
    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            accept(bytes[i]);
        }
    }

    void accept(byte b) {
        sinceMarkup = b == '<' ? 0 : sinceMarkup + 1;
        if (sinceMarkup > TEXT) {
            throw new RefusedException(FileReasons.BOMB);
        }
    }
}

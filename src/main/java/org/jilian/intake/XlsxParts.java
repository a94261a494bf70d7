package org.jilian.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jilian.intake.Table.RefusedException;

/**
 * The parts of a workbook, measured before any is parsed. Sizes are counted while inflating: what the archive says of
 * itself is not believed.
 */
final class XlsxParts {
    private XlsxParts() {}

    /** @throws RefusedException if it is no workbook, is damaged, or has a part that grows beyond {@link Limits} */
    static void measure(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw new RefusedException(FileReasons.ARCHIVE);
            }
            if (zip.size() > Limits.PARTS) {
                throw new RefusedException(FileReasons.BOMB);
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                // pictures and macros are never opened; whatever is XML may be
                if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
                    measure(zip, entry);
                }
            }
        } catch (ZipException e) {
            throw new RefusedException(FileReasons.DAMAGED, e);
        }
    }

    private static void measure(ZipFile zip, ZipEntry entry) throws IOException {
        long most = entry.getName().endsWith("sharedStrings.xml") ? Limits.STRING_BYTES : Limits.PART_BYTES;
        byte[] buffer = new byte[1 << 16];
        long inflated = 0;
        MarkupGuard guard = new MarkupGuard(entry.getName().startsWith("xl/worksheets/"));
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                inflated += read;
                guard.accept(buffer, read);
                boolean steep = inflated > Limits.RATIO_MATTERS
                        && inflated / Limits.RATIO > Math.max(1, entry.getCompressedSize());
                if (inflated > most || steep) {
                    throw new RefusedException(FileReasons.BOMB);
                }
            }
        } catch (java.io.EOFException e) {
            throw new RefusedException(FileReasons.DAMAGED, e);
        }
    }
}

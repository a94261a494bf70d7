package org.jilian.intake;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jilian.intake.Table.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a workbook, measured before any is parsed. Sizes are counted while inflating: what the archive says of
 * itself is not believed. Archive and markup are read by the very libraries by which fastexcel reads them, so that both
 * see the same parts, whatever their names are and however often one stands there.
 */
final class XlsxParts {
    private static final XMLInputFactory PARSERS = parsers();

    private XlsxParts() {}

    private static XMLInputFactory parsers() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** @throws RefusedException if it is no workbook, is damaged, or has a part that grows beyond {@link Limits} */
    static void measure(Path file) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw new RefusedException(FileReasons.ARCHIVE);
            }
            List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
            if (parts.size() > Limits.PARTS) {
                throw new RefusedException(FileReasons.BOMB);
            }
            PartGuard guard = new PartGuard();
            for (ZipArchiveEntry part : parts) {
                // workbooks are written with these two; the library's other methods are not for strangers' bytes
                if (part.getMethod() != ZipEntry.DEFLATED && part.getMethod() != ZipEntry.STORED) {
                    throw new RefusedException(FileReasons.DAMAGED);
                }
                measure(zip, part, guard);
            }
            guard.end();
        } catch (RefusedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damagedUnlessUnreadable(file, e);
        }
    }

    /** Whatever the libraries run into means a damaged file, unless the file cannot be read. */
    static RefusedException damagedUnlessUnreadable(Path file, Exception cause) throws IOException {
        if (cause instanceof IOException unreadable && !Files.isReadable(file)) {
            throw unreadable;
        }
        return new RefusedException(FileReasons.DAMAGED, cause);
    }

    private static void measure(ZipFile zip, ZipArchiveEntry part, PartGuard guard) throws IOException {
        try (Measured in = new Measured(zip.getInputStream(part), part.getCompressedSize())) {
            try {
                XMLStreamReader reader = PARSERS.createXMLStreamReader(in);
                refuseWide(reader.getEncoding());
                guard.begin();
                while (reader.hasNext()) {
                    reader.next();
                    in.kept |= guard.accept(reader);
                }
            } catch (XMLStreamException e) {
                // a picture, or broken from here on: nobody reads further than to here, but the size still counts
                in.markup = false;
            }
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    /** Nobody writes workbooks so, and {@link MarkupGuard} looks at single bytes. */
    private static void refuseWide(@Nullable String encoding) {
        if (encoding != null && (encoding.startsWith("UTF-16") || encoding.startsWith("UTF-32"))) {
            throw new RefusedException(FileReasons.DAMAGED);
        }
    }

    /** Counts what is inflated, and watches its markup as long as it is any. */
    private static final class Measured extends FilterInputStream {
        private final MarkupGuard guard = new MarkupGuard();
        private final long stored;
        private long inflated;
        private boolean markup = true;
        private boolean kept;

        Measured(InputStream in, long stored) {
            super(in);
            this.stored = stored;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            inflated += Math.max(0, read);
            for (int i = 0; i < read && markup; i++) {
                guard.accept(bytes[offset + i]);
            }
            boolean steep = inflated > Limits.RATIO_MATTERS && inflated / Limits.RATIO > Math.max(1, stored);
            if (inflated > (kept ? Limits.KEPT_BYTES : Limits.PART_BYTES) || steep) {
                throw new RefusedException(FileReasons.BOMB);
            }
            return read;
        }
    }
}

package org.jilian.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jilian.intake.Table.RefusedException;
import org.jilian.rules.Reason;

/**
 * The files in a zip archive (压缩包). The whole archive is measured before the first file is unpacked, while inflating: what it
 * says of itself is not believed. A file's folders in the archive are no folders here: names lead nowhere.
 */
public final class ZipMembers {
    /** Windows programs write names so that say nothing of themselves. */
    private static final String NAMES = "GB18030";

    private static final int MOST = 1_000;
    /** Bytes of all files together. */
    private static final long ALL_BYTES = 4L << 30;

    private static final int NAME = 120;

    private ZipMembers() {}

    /** Hears of one file, unpacked; it is erased afterwards. */
    @FunctionalInterface
    public interface Visitor {
        /** @param name as it stands in the archive, for people */
        void member(String name, Path file) throws IOException;
    }

    /** Whether a file is a zip archive and not an office document, which is one inside. */
    public static boolean isArchive(Path file) throws IOException {
        byte[] head = new byte[4];
        try (InputStream in = Files.newInputStream(file)) {
            if (in.readNBytes(head, 0, head.length) < head.length || head[0] != 'P' || head[1] != 'K' || head[2] != 3) {
                return false;
            }
        }
        try (ZipFile zip = open(file)) {
            return zip.getEntry("[Content_Types].xml") == null && zip.getEntry("mimetype") == null;
        } catch (IOException | RuntimeException e) {
            // whoever reads it as a workbook says what is wrong with it
            return false;
        }
    }

    /**
     * Unpacks the files one by one, in the order of their names.
     *
     * @param folder for one file at a time
     * @return why the archive is refused, if so; then nothing was visited
     */
    public static Optional<Reason> each(Path archive, Path folder, Visitor visitor) throws IOException {
        try (ZipFile zip = open(archive)) {
            List<ZipArchiveEntry> files;
            try {
                files = files(zip);
                measure(zip, files);
            } catch (RefusedException e) {
                return Optional.of(e.reason());
            } catch (RuntimeException e) {
                return Optional.of(FileReasons.DAMAGED);
            }
            for (ZipArchiveEntry file : files) {
                visit(zip, file, folder, visitor);
            }
            return Optional.empty();
        }
    }

    private static ZipFile open(Path file) throws IOException {
        return ZipFile.builder().setPath(file).setCharset(NAMES).get();
    }

    private static List<ZipArchiveEntry> files(ZipFile zip) {
        Set<String> names = new HashSet<>();
        List<ZipArchiveEntry> files = Collections.list(zip.getEntries()).stream()
                .filter(entry -> !entry.isDirectory() && !isBeside(entry.getName()))
                .sorted(Comparator.comparing(ZipArchiveEntry::getName))
                .toList();
        if (files.isEmpty()) {
            throw new RefusedException(FileReasons.EMPTY);
        } else if (files.size() > MOST) {
            throw new RefusedException(FileReasons.TOO_MANY_FILES);
        }
        for (ZipArchiveEntry file : files) {
            if (file.getGeneralPurposeBit().usesEncryption()) {
                throw new RefusedException(FileReasons.ENCRYPTED_ARCHIVE);
            } else if (leadsOut(file.getName()) || file.isUnixSymlink() || !names.add(file.getName())) {
                throw new RefusedException(FileReasons.ARCHIVE_NAME);
            } else if (file.getMethod() != ZipEntry.DEFLATED && file.getMethod() != ZipEntry.STORED) {
                throw new RefusedException(FileReasons.DAMAGED);
            }
        }
        return files;
    }

    /** What operating systems put into archives for themselves. */
    private static boolean isBeside(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("__MACOSX/") || last.equals(".DS_Store") || last.equalsIgnoreCase("Thumbs.db");
    }

    private static boolean leadsOut(String name) {
        return name.startsWith("/")
                || name.startsWith("\\")
                || name.length() > 1 && name.charAt(1) == ':'
                || List.of(name.split("[/\\\\]", -1)).contains("..")
                || name.chars().anyMatch(Character::isISOControl);
    }

    private static void measure(ZipFile zip, List<ZipArchiveEntry> files) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long all = 0;
        for (ZipArchiveEntry file : files) {
            long inflated = 0;
            try (InputStream in = zip.getInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    inflated += read;
                    boolean steep = inflated > Limits.RATIO_MATTERS
                            && inflated / Limits.RATIO > Math.max(1, file.getCompressedSize());
                    if (steep || all + inflated > ALL_BYTES) {
                        throw new RefusedException(FileReasons.BOMB);
                    }
                }
            } catch (IOException e) {
                throw new RefusedException(FileReasons.DAMAGED, e);
            }
            all += inflated;
        }
    }

    private static void visit(ZipFile zip, ZipArchiveEntry entry, Path folder, Visitor visitor) throws IOException {
        String plain = entry.getName().replaceAll("^.*[/\\\\]", "").replaceAll("[^\\p{L}\\p{N}._ ()-]", "_");
        Path file = folder.resolve(plain.substring(Math.max(0, plain.length() - NAME)));
        try {
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(file)) {
                in.transferTo(out);
            }
            visitor.member(entry.getName(), file);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}

package org.jilian.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jilian.record.MalformedException;

/**
 * Files that only their owner may read (mode 0600), and that are there whole or not at all: written beside, forced to
 * the disk, then renamed. Where the file system knows no modes (Windows), the directory's rights must do.
 */
final class PrivateFiles {
    private static final FileAttribute<?>[] OWNER_ONLY = attributes("rw-------");
    private static final FileAttribute<?>[] OWNER_ONLY_DIRECTORY = attributes("rwx------");

    private PrivateFiles() {}

    private static FileAttribute<?>[] attributes(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes the directory with mode 0700; one that is there stays as it is. */
    static void createDirectory(Path dir) {
        try {
            Files.createDirectories(dir, OWNER_ONLY_DIRECTORY);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + dir + " could not be made", e);
        }
    }

    static void write(Path file, byte[] bytes) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            // what a crash left behind may have another mode; a new file gets ours from the first byte on
            Files.deleteIfExists(beside);
            try (FileChannel out = FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " could not be written", e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " could not be read", e);
        }
    }

    /** @throws MalformedException if the file is there: keys are never overwritten */
    static void requireAbsent(Path file) {
        if (Files.exists(file)) {
            throw new MalformedException(
                    file.getParent() + "",
                    "without keys, because keys are never overwritten",
                    "holds " + file.getFileName());
        }
    }
}

package org.jilian.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jilian.cli.node.WrongUseException;

/** A new file that its owner alone may read, for what holds personal values in clear. */
final class OwnersFile {
    private OwnersFile() {}

    static void write(Path file, String text) throws IOException {
        FileAttribute<?>[] ownerOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            throw new WrongUseException(file + " should not be there yet, but is: give another file", e);
        }
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** Before work begins whose result could not be written. */
    static void shouldNotBe(Path file) {
        if (Files.exists(file)) {
            throw new WrongUseException(file + " should not be there yet, but is: give another file");
        }
    }
}

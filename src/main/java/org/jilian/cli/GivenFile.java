package org.jilian.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jilian.cli.node.WrongUseException;

/** A file that a command was told to read. */
final class GivenFile {
    private GivenFile() {}

    /** Before work begins that would fail at the first byte. */
    static void shouldBe(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new WrongUseException(file + " should be a file, but is not there");
        }
    }
}

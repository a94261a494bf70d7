package org.jilian.cli.node;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jilian.record.Digest;
import org.jilian.store.RetainedFiles;

/** An input file that is kept encrypted, given back to a person who asks by its digest. */
final class KeptFile {
    private final OpenNode node;

    KeptFile(OpenNode node) {
        this.node = node;
    }

    /**
     * @return its size in bytes
     * @throws WrongUseException if it is not kept, or the file to write is there already
     */
    long into(Digest file, Path out) {
        create(out);
        Optional<Long> size = Optional.empty();
        try {
            size = node.database().read(tx -> {
                try (OutputStream to = Files.newOutputStream(out)) {
                    return new RetainedFiles(node.self().keys().atRest()).writeTo(tx, file, to);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot write " + out + ": " + e.getMessage(), e);
                }
            });
        } finally {
            if (size.isEmpty()) {
                delete(out);
            }
        }
        return size.orElseThrow(
                () -> new WrongUseException(
                        "no file of SHA-256 " + file + " is kept here: its retention"
                                + " (retain-input of node.yaml) is over, or it was never taken in; 'status --json' lists the last imports"));
    }

    private static void create(Path out) {
        try {
            Files.createFile(out, ControlFile.ownerOnly(out));
        } catch (FileAlreadyExistsException e) {
            throw new WrongUseException(out + " should not be there yet, but is: give another file with --out", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + out + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path out) {
        try {
            Files.deleteIfExists(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + out, e);
        }
    }
}

package org.jilian.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jilian.cli.node.WrongUseException;

/**
 * The demo's work directory. A fresh demo erases what an earlier one left there, and nothing that was not a demo's: it
 * knows its own by a marker file.
 */
public final class DemoHome {
    /** System property that names a demo's work directory, for the commands that the demo itself prints. */
    static final String PROPERTY = "jilian.demo";

    /** Where the last demo was, for the commands that are not told. */
    private static final Path LAST = Path.of(System.getProperty("user.home"), ".jilian", "last-demo");

    private static final String MARKER = "jilian-demo.txt";

    private final Path path;

    private DemoHome(Path path) {
        this.path = path;
    }

    /** An empty work directory for something other than the demo's story. @throws WrongUseException as for the demo's */
    public static Path erased(Path work) {
        return fresh(work).path();
    }

    /** An empty work directory. @throws WrongUseException if it holds anything that is not a demo's */
    static DemoHome fresh(Path work) {
        Path path = work.toAbsolutePath().normalize();
        try {
            if (Files.exists(path)) {
                boolean demo = Files.exists(path.resolve(MARKER));
                if (!demo && !isEmpty(path)) {
                    throw new WrongUseException(
                            "the work directory " + path
                                    + " should be empty, new, or an earlier demo's, but holds other things: give another --work");
                }
                erase(path);
            }
            Files.createDirectories(path);
            Files.writeString(
                    path.resolve(MARKER),
                    "Work directory of a Jilian demo; the next demo here erases it.\n",
                    StandardCharsets.UTF_8);
            return new DemoHome(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the work directory " + path, e);
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> children = Files.list(path)) {
            return children.findAny().isEmpty();
        }
    }

    private static void erase(Path path) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    Path path() {
        return path;
    }

    /** From now on, commands that are not told where the nodes are look here. */
    void remember() {
        try {
            Files.createDirectories(LAST.getParent());
            Files.writeString(LAST, path.toString(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note in " + LAST + " where the demo is", e);
        }
    }

    /** The directory of homes that commands mean when they are not told. */
    public static Path last() {
        String named = System.getProperty(PROPERTY);
        if (named != null && Files.isDirectory(Path.of(named))) {
            return Path.of(named);
        }
        try {
            if (Files.exists(LAST)) {
                Path path =
                        Path.of(Files.readString(LAST, StandardCharsets.UTF_8).strip());
                if (Files.isDirectory(path)) {
                    return path;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LAST, e);
        }
        throw new WrongUseException(
                "there should be a directory of node homes, but none is given and there was no demo yet: give --config");
    }
}

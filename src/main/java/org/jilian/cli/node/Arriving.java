package org.jilian.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files that lie in clear while they are taken in. What a crash left there is erased: it comes again from where it came. */
final class Arriving {
    private Arriving() {}

    static void erase(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> left = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : left) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot erase what lies in " + folder, e);
        }
    }
}

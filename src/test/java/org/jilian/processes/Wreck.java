package org.jilian.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What an operator or a broken disk may do to files while their process is down. */
final class Wreck {
    private Wreck() {}

    /** The directory is gone, as {@code config/nodes/example.yaml} says it may be. */
    static Kills.Damage erased(Path directory) {
        return () -> {
            if (Files.exists(directory)) {
                erase(directory);
            }
        };
    }

    private static void erase(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}

package org.jilian.processes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program as an operator installs it: the jars of the archive that {@code mvn package} made, or the classes if there is none. */
final class Program {
    private static final String CLASS_PATH = classPath();

    private Program() {}

    /** @param output what it says, both streams, appended */
    static Process start(List<String> options, File output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", CLASS_PATH, "org.jilian.cli.Jilian"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }

    /** Unpacked once for each archive that was made. */
    private static Path installed(Path archive) throws IOException, InterruptedException {
        Path installed = archive.resolveSibling(
                "installed-" + Files.getLastModifiedTime(archive).toMillis());
        if (!Files.exists(installed)) {
            Path folder = Files.createTempDirectory(archive.getParent(), "unpacking-");
            Files.move(Distribution.unpack(archive, folder), installed);
            Files.delete(folder);
        }
        return installed;
    }

    private static String classPath() {
        try {
            Optional<Path> archive = Distribution.archive();
            if (archive.isEmpty()) {
                return System.getProperty("java.class.path");
            }
            return installed(archive.get()).resolve("lib") + "/*";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the archive of mvn package", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking the archive of mvn package", e);
        }
    }
}

package org.jilian.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The archive that {@code mvn package} made. */
final class Distribution {
    private static final Path TARGET = Path.of("target");

    private Distribution() {}

    /** Absent where {@code mvn package} has not run. */
    static Optional<Path> archive() throws IOException {
        if (!Files.isDirectory(TARGET)) {
            return Optional.empty();
        }
        try (Stream<Path> built = Files.list(TARGET)) {
            return built.filter(path -> path.getFileName().toString().matches("jilian-.*\\.tar\\.gz"))
                    .map(Path::toAbsolutePath)
                    .findFirst();
        }
    }

    /** @return the folder that it unpacks to, which is made in {@code parent} */
    static Path unpack(Path archive, Path parent) throws IOException, InterruptedException {
        run(parent, "tar", "-xzf", archive.toString());
        try (Stream<Path> unpacked = Files.list(parent)) {
            return unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    /** @return what it said; it must have ended well */
    static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}

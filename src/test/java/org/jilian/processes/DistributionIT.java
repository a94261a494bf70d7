package org.jilian.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn package} packs is what an operator unpacks and runs. */
class DistributionIT {
    @TempDir
    Path folder;

    private Path installed = Path.of("");

    @BeforeEach
    void unpack() throws Exception {
        Optional<Path> archive;
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            archive = built.filter(path -> path.getFileName().toString().matches("jilian-.*\\.tar\\.gz"))
                    .findFirst();
        }
        assumeThat(archive).as("mvn package has run").isPresent();
        run(folder, "tar", "-xzf", archive.get().toAbsolutePath().toString());
        try (Stream<Path> unpacked = Files.list(folder)) {
            installed = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void holdsAStartScriptTheJarsRoutesConfigAFolderForDriversAndAUnit() {
        assertThat(Stream.of(
                        "bin/jilian",
                        "lib/jilian.jar",
                        "routes",
                        "config/kinds",
                        "drivers",
                        "docs/operate.md",
                        "jilian@.service",
                        "LICENSE"))
                .allMatch(name -> Files.exists(installed.resolve(name)));
    }

    @Test
    void itsScriptRunsFromAnyFolderAndSaysWhatItCan() throws Exception {
        assertThat(run(folder, installed.resolve("bin/jilian").toString(), "--help"))
                .contains("demo", "serve", "verify");
    }

    @Test
    @Tag("long")
    void preparedItStartsWithAnArchiveOfClassesAndLeavesTheLastDemoAlone() throws Exception {
        Path script = installed.resolve("bin/jilian");

        assertThat(run(folder, script.toString(), "prepare")).contains("prepared");

        assertThat(installed.resolve("lib/jilian.jsa")).isNotEmptyFile();
        assertThat(run(folder, "env", "JAVA_OPTS=-Xlog:class+load", script.toString(), "--version"))
                .contains("org.jilian.cli.Jilian source: shared objects file (top)");
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}

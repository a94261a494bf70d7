package org.jilian.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
        Optional<Path> archive = Distribution.archive();
        assumeThat(archive).as("mvn package has run").isPresent();
        installed = Distribution.unpack(archive.get(), folder);
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
        assertThat(Distribution.run(folder, installed.resolve("bin/jilian").toString(), "--help"))
                .contains("demo", "serve", "verify");
    }

    @Test
    void theExecutableJarRunsByItself() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        assertThat(Distribution.run(
                        folder,
                        java,
                        "-jar",
                        Path.of("target/jilian.jar").toAbsolutePath().toString(),
                        "--help"))
                .contains("demo", "serve", "verify");
    }

    @Test
    @Tag("long")
    void preparedItStartsWithAnArchiveOfClassesAndLeavesTheLastDemoAlone() throws Exception {
        Path script = installed.resolve("bin/jilian");

        assertThat(Distribution.run(folder, script.toString(), "prepare")).contains("prepared");

        assertThat(installed.resolve("lib/jilian.jsa")).isNotEmptyFile();
        assertThat(Distribution.run(folder, "env", "JAVA_OPTS=-Xlog:class+load", script.toString(), "--version"))
                .contains("org.jilian.cli.Jilian source: shared objects file (top)");
    }
}

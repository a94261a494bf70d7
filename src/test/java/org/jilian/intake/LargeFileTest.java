package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large file is read in a small heap: in a JVM of its own, because the heap of the tests proves nothing. */
@Tag("long")
class LargeFileTest {
    private static final int ROWS = 100_000;

    @TempDir
    Path folder;

    @Test
    void aHundredThousandRowsOfAWorkbookAreReadIn256MiB() throws IOException, InterruptedException {
        assertThat(read(LargeFile.xlsx(folder.resolve("large.xlsx"), ROWS), "256m"))
                .startsWith("100001 100000 ");
    }

    @Test
    void aHundredThousandRowsOfACsvFileAreReadIn96MiB() throws IOException, InterruptedException {
        assertThat(read(LargeFile.csv(folder.resolve("large.csv"), ROWS, CsvEncoding.GB18030), "96m"))
                .startsWith("100001 100000 ");
    }

    private static String read(Path file, String heap) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFile.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(java.exitValue()).as(output).isZero();
        String[] lines = output.strip().split("\n");
        System.out.println(file.getFileName() + " in " + heap + " (rows good drafts ms): " + lines[lines.length - 1]);
        return lines[lines.length - 1];
    }
}

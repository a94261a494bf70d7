package org.jilian.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.cli.demo.ThreeHomes.COUNTY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A county's old machine has little memory: a long workbook is taken into the database within a small heap. */
@Tag("long")
class SmallHeapIT {
    @TempDir
    Path temp;

    /** A fifth of what 256 MiB must hold, in less than a fifth of what a node leaves of them. */
    @Test
    void aRunningCountyTakes20_000RowsInWithin96MiB() throws Exception {
        served(20_000, 96);
    }

    @Test
    void aRunningCountyTakes100_000RowsInWithin256MiBAndSendsThemOn() throws Exception {
        served(100_000, 256);
    }

    @Test
    void theCommandAloneTakes20_000RowsInWithin64MiB() throws Exception {
        offline(20_000, 64);
    }

    @Test
    void theCommandAloneTakes100_000RowsInWithin256MiB() throws Exception {
        offline(100_000, 256);
    }

    /** The whole way, since what is sealed and sent meanwhile takes memory too. */
    private void served(int rows, int megabytes) throws Exception {
        try (ThreeNodes nodes = ThreeNodes.make(temp, heap(megabytes))) {
            nodes.startAll();
            long start = System.nanoTime();
            try (ImportProcess run = nodes.importAtCounty(workbook(rows))) {
                allTaken(run, rows);
            }
            say(rows + " rows into a node of " + megabytes + " MiB", start);
            nodes.awaitQuiet();
            say("all receipted", start);
        }
    }

    /** The node does not run: the command takes its lock. */
    private void offline(int rows, int megabytes) throws Exception {
        try (ThreeNodes nodes = ThreeNodes.make(temp, List.of())) {
            long start = System.nanoTime();
            try (ImportProcess run = ImportProcess.start(
                    heap(megabytes), workbook(rows), COUNTY, nodes.homes().config())) {
                allTaken(run, rows);
            }
            say(rows + " rows by the command alone in " + megabytes + " MiB", start);
        }
    }

    private static List<String> heap(int megabytes) {
        return List.of("-Xmx" + megabytes + "m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1");
    }

    private Path workbook(int rows) throws IOException {
        return GeneratedFile.xlsx(temp.resolve("long-roster.xlsx"), 0, rows);
    }

    private static void allTaken(ImportProcess run, int rows) throws Exception {
        assertThat(run.await()).as(run.said()).isZero();
        String[] lines = run.said().strip().split("\n");
        JsonNode report = new ObjectMapper().readTree(lines[lines.length - 1]);
        assertThat(report.path("good").asInt()).isEqualTo(rows);
        assertThat(report.path("records").path("first").asInt()).isEqualTo(rows + rows / GeneratedFile.EACH);
    }

    private static void say(String what, long since) {
        System.out.println(
                what + ": " + Duration.ofNanos(System.nanoTime() - since).toMillis() + " ms");
    }
}

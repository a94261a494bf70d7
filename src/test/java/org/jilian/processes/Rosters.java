package org.jilian.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Rosters that the county's clerk takes in, one after another, each again and again until it is in. */
final class Rosters implements AutoCloseable {
    /** Of hour records; with the persons a quarter more records. */
    private static final int ROWS = 20_000;

    private final ThreeNodes nodes;
    private final Path folder;
    private int files;
    private @Nullable Path file;
    private @Nullable ImportProcess running;

    Rosters(ThreeNodes nodes, Path folder) {
        this.nodes = nodes;
        this.folder = folder;
    }

    /** Takes the next roster in; the one before must be. */
    void next() throws IOException {
        file = GeneratedFile.csv(folder.resolve("roster-" + files + ".csv"), files * ROWS, ROWS);
        files++;
        running = nodes.importAtCounty(file);
    }

    /** Whether the clerk waits for a roster to be in. */
    boolean areUnderWay() {
        return running != null && running.isRunning();
    }

    /** After the county was killed: the command has failed, and the clerk gives it once more. */
    void again() throws IOException, InterruptedException {
        ImportProcess before = java.util.Objects.requireNonNull(running);
        // if it had come to its end before the kill, giving it again does no harm
        assertThat(before.await()).as(before.said()).isIn(0, 3);
        running = nodes.importAtCounty(java.util.Objects.requireNonNull(file));
    }

    void awaitIn() throws IOException, InterruptedException {
        ImportProcess last = java.util.Objects.requireNonNull(running);
        assertThat(last.await()).as(last.said()).isZero();
    }

    long hourRecords() {
        return (long) files * ROWS;
    }

    long persons() {
        return hourRecords() / GeneratedFile.EACH;
    }

    @Override
    public void close() throws InterruptedException {
        if (running != null) {
            running.close();
        }
    }
}

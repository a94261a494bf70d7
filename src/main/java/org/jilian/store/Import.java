package org.jilian.store;

import java.time.Instant;
import java.util.Optional;
import org.jilian.record.Digest;

/**
 * One file that was taken in under one mapping, and how far.
 *
 * @param file SHA-256 of its bytes, whatever the federation's suite
 * @param mapping the mapping's name and version
 * @param at when it was begun
 * @param report what came of it, as JSON without personal data; there once it is done or failed
 */
public record Import(
        Digest file, String mapping, String name, State state, Counts counts, Instant at, Optional<String> report) {
    /** What became of a file. */
    public enum State {
        /** Under way, or broken off: the next attempt goes on behind the rows that were read. */
        RUNNING,
        DONE,
        /** Broken off for a reason that lies in the file; the next attempt goes on as after an interruption. */
        FAILED
    }

    /** Rows so far; {@code read} is where to go on, and includes what was neither accepted nor refused. */
    public record Counts(int read, int accepted, int refused) {
        public static final Counts NONE = new Counts(0, 0, 0);
    }
}

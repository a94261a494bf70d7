package org.jilian.exchange;

import java.time.Duration;

/**
 * How much time has passed since some beginning. Nobody sets it, as clocks are set: by a time server after a restored
 * snapshot, by hours. Where waiting long enough is what makes something safe, this is what it is measured by.
 */
public interface Stopwatch {
    Duration read();

    /** The machine's, as far as it counts time at all: while it sleeps it may stand still, which only makes one wait longer. */
    static Stopwatch ofTheMachine() {
        return () -> Duration.ofNanos(System.nanoTime());
    }
}

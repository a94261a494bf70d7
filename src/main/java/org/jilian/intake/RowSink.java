package org.jilian.intake;

/** Receives every row of a file once, in the file's order; a fault thrown here ends the reading and reaches the caller. */
@FunctionalInterface
public interface RowSink {
    void accept(TakenRow row);
}

package org.jilian.intake;

import java.util.List;

/** Receives every row of a file once, in the file's order; a fault thrown here ends the reading and reaches the caller. */
@FunctionalInterface
public interface RowSink {
    void accept(TakenRow row);

    /** The file's heads, by column, before its first row. */
    default void heads(List<String> heads) {}
}

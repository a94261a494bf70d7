package org.jilian.store;

/**
 * Told of every row that a transaction touches, also of one that is rolled back in the end: so that a simulator need look
 * only at what may have changed.
 */
@FunctionalInterface
public interface RowWatch {
    /** @param row SQLite's row id; the {@code n} of a table that numbers its rows */
    void touched(String table, long row);
}

package org.jilian.store;

import com.fasterxml.jackson.databind.JsonNode;
import org.jilian.record.Digest;

/**
 * One row of a file that was not taken in, as it stood there, with why.
 *
 * @param file SHA-256 of the file
 * @param mapping the mapping's name and version
 * @param place the row's number in the file, from 1, as a spreadsheet shows it
 * @param errors one entry an error: column, value, reason, remedy
 * @param original the cells
 */
public record QuarantinedRow(Digest file, String mapping, int place, JsonNode errors, JsonNode original) {
    /** What became of a row. */
    public enum State {
        OPEN,
        /** Taken in from a corrected file. */
        MENDED,
        DISCARDED
    }

    /** Without its cells and errors: they are personal data. */
    @Override
    public String toString() {
        return "row " + place + " of file " + file + " under mapping " + mapping;
    }
}

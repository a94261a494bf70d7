package org.jilian.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jilian.record.Digest;

/**
 * One row of a file that was not taken in, as it stood there, with why, and with all that is needed to try it again.
 *
 * @param errors one entry an error: column, value, code, reason, remedy
 * @param original the cells
 */
public record QuarantinedRow(Key key, Source source, JsonNode errors, List<String> original) {
    public QuarantinedRow {
        original = List.copyOf(original);
    }

    /**
     * Which row it is.
     *
     * @param file SHA-256 of the file
     * @param mapping the mapping's name and version
     * @param place the row's number in the file, from 1, as a spreadsheet shows it
     */
    public record Key(Digest file, String mapping, int place) {
        @Override
        public String toString() {
            return "row " + place + " of file " + file + " under mapping " + mapping;
        }
    }

    /**
     * What stood over the row, and what was said for the whole file.
     *
     * @param name the file's
     * @param heads by column; none of a row that was put before they were kept
     */
    public record Source(String name, List<String> heads, String division, Optional<String> period) {
        public Source {
            heads = List.copyOf(heads);
        }
    }

    /** What became of a row. */
    public enum State {
        OPEN,
        /** Taken in: mended here, or from a corrected file. */
        MENDED,
        DISCARDED
    }

    /** The codes of its errors, each once. */
    public List<String> codes() {
        TreeSet<String> codes = new TreeSet<>();
        errors.forEach(error -> codes.add(error.path("code").asText()));
        codes.remove("");
        return List.copyOf(codes);
    }

    /** Without its cells and errors: they are personal data. */
    @Override
    public String toString() {
        return key.toString();
    }
}

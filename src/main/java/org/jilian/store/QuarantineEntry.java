package org.jilian.store;

import java.time.Instant;
import java.util.List;

/**
 * What a list shows of a quarantined row: nothing that was sealed.
 *
 * @param name the file's
 * @param codes of its errors
 * @param at when the row was refused first
 */
public record QuarantineEntry(
        QuarantinedRow.Key key, String name, List<String> codes, QuarantinedRow.State state, Instant at) {
    public QuarantineEntry {
        codes = List.copyOf(codes);
    }
}

package org.jilian.exchange;

import java.util.Map;
import java.util.Optional;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Digest;

/**
 * How far the own ledgers were sealed, remembered outside the database and its backups, so that a restored backup is
 * noticed before anything is sealed twice under one sequence.
 */
public interface ShippedHeads {
    /** Where a ledger stood. */
    record Head(long epoch, long sequence, Digest digest) {}

    /** What was remembered; empty on a new node. */
    Map<LedgerId, Head> all();

    default Optional<Head> of(LedgerId ledger) {
        return Optional.ofNullable(all().get(ledger));
    }

    /**
     * On stable storage when this returns; called after the commit that sealed, before anything is shipped.
     *
     * @throws java.io.UncheckedIOException if it cannot be written; then it is as if this had not been called
     */
    void remember(LedgerId ledger, Head head);
}

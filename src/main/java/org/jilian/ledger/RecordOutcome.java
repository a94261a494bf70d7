package org.jilian.ledger;

import org.jilian.record.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record of a ledger, under the receiver's own number: whatever is not plain {@link Outcome#APPLIED},
 * and every change of what was said before.
 *
 * @param number from 1 per receiver and ledger, no gaps
 * @param index of the record in its parcel, from 0
 */
public record RecordOutcome(
        long number,
        long epoch,
        long sequence,
        int index,
        Outcome outcome,
        @Nullable Refusal refusal) {}

package org.jilian.exchange;

import java.util.Optional;
import java.util.Set;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.record.Refusal;

/** What became of a parcel that came. */
sealed interface Arrival {
    /**
     * Its records and its position are committed.
     *
     * @param restated numbers of ledgers of which this node said something new
     * @param body what was taken of the parcel
     * @param spoilt why its records were not, if they came but are not those of the header
     */
    record Taken(Place place, Set<Long> restated, Body body, Optional<Refusal> spoilt) implements Arrival {}

    /** What was taken of a parcel. */
    enum Body {
        WHOLE,
        /** only the header; the records are asked of others */
        AWAITED,
        /** the records, after the header had been taken before; the rest of this copy was not verified */
        LATE
    }

    /** It was there already: the receipt is given again, never a refusal. */
    record Again(LedgerId ledger) implements Arrival {}

    /** Parcels before it are missing. */
    record Ahead(LedgerId ledger) implements Arrival {}

    /** It is good for later: the sender sends it again, or this node asks for it when what it lacks has come. */
    record Later(LedgerId ledger, Refusal why) implements Arrival {}

    record Refused(Refusal refusal) implements Arrival {}
}

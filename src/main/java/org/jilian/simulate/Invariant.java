package org.jilian.simulate;

/** What must always be true, or at the end. */
public enum Invariant {
    /** A parcel that was sent under a place is the only one ever sent or held under it, unless a fork was planted. */
    ONE_PARCEL_UNDER_A_PLACE,
    /** A position never goes back, but by a restored backup. */
    POSITION_NEVER_GOES_BACK,
    /** Who is at a position holds the parcel there. */
    POSITION_HAS_ITS_PARCEL,
    /** A receipt states no more than its receiver had committed when it was sent. */
    RECEIPT_AFTER_COMMIT,
    /** The tables say of each record what its lineage says of all versions in the parcels held. */
    TABLES_FOLLOW_PARCELS,
    /** A ledger stops for a second parcel alone. */
    ONLY_FORKS_STOP,
    /** No step breaks but by what was done to it. */
    STEPS_END_WELL,
    /** Nodes do not answer each other without end. */
    TALK_ENDS,
    /** In the end everybody in reach holds what the origin holds, the origin has the receipts, and nothing is missing. */
    ALL_AGREE
}

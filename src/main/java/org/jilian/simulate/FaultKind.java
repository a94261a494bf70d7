package org.jilian.simulate;

/** What a simulation does to a federation. */
public enum FaultKind {
    DROP,
    DUPLICATE,
    DELAY,
    REORDER,
    PARTITION,
    CRASH_BEFORE_COMMIT,
    CRASH_AFTER_COMMIT,
    DISK_FULL,
    BROKER_WIPED,
    ROLLED_BACK,
    /** Two neighbours at once. */
    BOTH_ROLLED_BACK,
    CLOCK_SKEW,
    BODY_LOST,
    FORGERY,
    DIRECTORY_CHANGE,
    NODE_MOVED,
    /** A second parcel under a place, genuinely signed. */
    EQUIVOCATION,
    /** A ledger goes on in a new epoch. */
    RESET,
    /** A step of a workflow that a node asks to take and may not. */
    FORBIDDEN_STEP,
    /** A step that nobody may take, in a parcel made with a stolen key. */
    FORGED_STEP
}

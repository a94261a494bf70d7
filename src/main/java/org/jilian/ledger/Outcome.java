package org.jilian.ledger;

import java.util.Locale;

/** What became of one record at one node (处理结果). */
public enum Outcome {
    /** Current at that node. */
    APPLIED,
    /** It was already there. */
    HELD,
    /** Older than what is current: kept as history. */
    SUPERSEDED,
    /** Kept until its predecessor, its body or its kind's description arrives. */
    WAITING,
    /** Not accepted, with a reason; the parcel stays as evidence. */
    REFUSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

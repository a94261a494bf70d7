package org.jilian.exchange;

import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;

/** What authoring made of a draft. */
public sealed interface Authored {
    /** A record not known before. */
    record First(RecordVersion version) implements Authored {}

    /** Something changed in a record that this node holds. */
    record Next(RecordVersion version) implements Authored {}

    /** What was drafted is what is held, here or by whoever holds it. */
    record Unchanged(RecordId id) implements Authored {}

    /**
     * A person's word has merged it into another, and it stays merged. What was drafted is its next version, if it differs.
     */
    record Merged(RecordId id, String into) implements Authored {}

    /** It differs from what another node holds; only that node may change it. */
    record HeldElsewhere(RecordId id, NodeId holder) implements Authored {}

    record Refused(Refusal refusal) implements Authored {}
}

package org.jilian.store;

import org.jilian.record.Digest;

/** What checking the audit trail's chain from its first line to its last found. */
public sealed interface AuditVerdict {
    /**
     * Every line is as it was written. Lines cut off the end do not show in the chain itself: compare with a head that
     * was noted elsewhere.
     *
     * @param head digest of the last line
     */
    record Intact(long lines, Digest head) implements AuditVerdict {}

    /** The first line that is not what it was, or that follows a missing one. */
    record Broken(long line, String reason) implements AuditVerdict {}
}

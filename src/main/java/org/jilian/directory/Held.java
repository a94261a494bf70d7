package org.jilian.directory;

import org.jilian.record.CanonicalJson;
import org.jilian.record.RecordVersion;

/** A record in force, with what it says: read once, however many versions it stays. */
record Held(RecordVersion record, Entry entry) {
    /** @throws RefusedDirectoryException if the content has another form than this software would write */
    static Held of(RecordVersion record) {
        return new Held(record, Entries.read(record));
    }

    boolean says(Entry other) {
        return CanonicalJson.text(entry.write()).equals(CanonicalJson.text(other.write()));
    }

    /** A withdrawn record keeps its place, so that its next version has a predecessor, and says nothing. */
    boolean active() {
        return record.status().equals(RecordVersion.ACTIVE);
    }
}

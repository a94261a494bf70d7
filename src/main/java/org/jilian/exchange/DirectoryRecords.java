package org.jilian.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jilian.record.RecordVersion;

/** The directory's own records: what they must be, the directory's rules have judged already. */
final class DirectoryRecords {
    private DirectoryRecords() {}

    static List<Prepared> prepared(List<RecordVersion> records) {
        List<Prepared> prepared = new ArrayList<>();
        for (RecordVersion version : records) {
            prepared.add(new Prepared.Sound(prepared.size(), version));
        }
        return prepared;
    }
}

package org.jilian.exchange;

import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;

/** One record of a parcel, judged as far as that needs nothing but the record, its kind and the directory. */
sealed interface Prepared {
    /** Of the record in its parcel, from 0. */
    int index();

    /** Well formed and in the right place; its lineage decides the rest. */
    record Sound(int index, RecordVersion version) implements Prepared {}

    /** Sound but of a kind that the directory does not describe yet: kept and forwarded all the same. */
    record Unknown(int index, RecordVersion version, Refusal refusal) implements Prepared {}

    /** Announced by the header, but its bytes did not come whole. */
    record Absent(int index) implements Prepared {
        static java.util.List<Prepared> all(int count) {
            return java.util.stream.IntStream.range(0, count)
                    .<Prepared>mapToObj(Absent::new)
                    .toList();
        }
    }

    record Unsound(int index, Refusal refusal) implements Prepared {}
}

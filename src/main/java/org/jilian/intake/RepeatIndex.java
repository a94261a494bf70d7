package org.jilian.intake;

/**
 * Which rows of a file give the same record, in 44 bytes a record: a natural key and its values are remembered by
 * their {@link Fingerprint} alone. All rows are {@link #seen} before the first is judged, because a conflict refuses the
 * earlier row too. (Two keys that share 64 bits, one chance in thirty million among a million rows, would refuse or
 * merge two rows, and say so.)
 */
final class RepeatIndex {
    private static final int SPARSE = 2;

    private final boolean firstKept;
    private long[] keys = new long[1 << 10];
    private long[] firstValues = new long[keys.length];
    private long[] firstAgreed = new long[keys.length];
    private long[] takenValues = new long[keys.length];
    private int[] firstRows = new int[keys.length];
    private int[] conflicts = new int[keys.length];
    private int[] takenRows = new int[keys.length];
    private int size;

    /** @param firstKept whether rows that differ in no agreed field are no conflict */
    RepeatIndex(boolean firstKept) {
        this.firstKept = firstKept;
    }

    /** What a row is to the others that give the same record. */
    sealed interface Verdict {
        /** Nothing taken so far gives this record. */
        record New() implements Verdict {}

        /** Row {@code row} was taken with the same values. */
        record Same(long row) implements Verdict {}

        /** Row {@code row} was taken with other values, which stand. */
        record FirstKept(long row) implements Verdict {}

        /** Row {@code row} contradicts; neither is taken. */
        record Conflict(long row) implements Verdict {}
    }

    void seen(long row, Fingerprint draft) {
        if (size * SPARSE >= keys.length) {
            grow();
        }
        int slot = slot(draft.key());
        if (firstRows[slot] == 0) {
            size++;
            keys[slot] = draft.key();
            firstRows[slot] = (int) row;
            firstValues[slot] = draft.values();
            firstAgreed[slot] = draft.agreed();
        } else if (conflicts[slot] == 0) {
            boolean conflict = firstKept ? firstAgreed[slot] != draft.agreed() : firstValues[slot] != draft.values();
            conflicts[slot] = conflict ? (int) row : 0;
        }
    }

    Verdict judge(long row, Fingerprint draft) {
        int slot = slot(draft.key());
        if (conflicts[slot] != 0) {
            return new Verdict.Conflict(row == firstRows[slot] ? conflicts[slot] : firstRows[slot]);
        } else if (takenRows[slot] == 0) {
            return new Verdict.New();
        }
        return takenValues[slot] == draft.values()
                ? new Verdict.Same(takenRows[slot])
                : new Verdict.FirstKept(takenRows[slot]);
    }

    /** The row was taken: from now on its record is no longer new. */
    void taken(long row, Fingerprint draft) {
        int slot = slot(draft.key());
        takenRows[slot] = (int) row;
        takenValues[slot] = draft.values();
    }

    /** The slot of a key, or the free one where it would stand. */
    private int slot(long key) {
        int slot = (int) (key & (keys.length - 1));
        while (firstRows[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldRows = firstRows;
        long[] oldValues = firstValues;
        long[] oldAgreed = firstAgreed;
        int[] oldConflicts = conflicts;
        int length = oldKeys.length * 2;
        keys = new long[length];
        firstRows = new int[length];
        firstValues = new long[length];
        firstAgreed = new long[length];
        conflicts = new int[length];
        // nothing is taken before the last row was seen
        takenValues = new long[length];
        takenRows = new int[length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldRows[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                firstRows[slot] = oldRows[i];
                firstValues[slot] = oldValues[i];
                firstAgreed[slot] = oldAgreed[i];
                conflicts[slot] = oldConflicts[i];
            }
        }
    }
}

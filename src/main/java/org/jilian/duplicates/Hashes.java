package org.jilian.duplicates;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jilian.record.Hash;

/** Eight bytes for each of very many texts, to find those that stand there twice; a rare false one does no harm. */
final class Hashes {
    private static final int FIRST = 1_024;

    private final Hash hash;
    private long[] all = new long[FIRST];
    private int size;

    Hashes(Hash hash) {
        this.hash = hash;
    }

    long of(String text) {
        return ByteBuffer.wrap(hash.of(text.getBytes(StandardCharsets.UTF_8)).bytes())
                .getLong();
    }

    void add(String text) {
        if (size == all.length) {
            all = Arrays.copyOf(all, 2 * size);
        }
        all[size++] = of(text);
    }

    Set<Long> twice() {
        Arrays.sort(all, 0, size);
        Set<Long> twice = new HashSet<>();
        for (int i = 1; i < size; i++) {
            if (all[i] == all[i - 1]) {
                twice.add(all[i]);
            }
        }
        return twice;
    }
}

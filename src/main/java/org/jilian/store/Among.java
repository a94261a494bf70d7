package org.jilian.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition that a column has one of several texts. PostgreSQL gets them as one array: to analyse and plan some hundred
 * parameters took it longer than to find the rows. SQLite, which has no arrays, gets a mark for each, as many as a power
 * of two, so that few statements serve all.
 */
final class Among {
    private static final int CHUNK = 256;
    private static final int CHUNK_OF_ARRAY = 5_000;

    private final String sql;
    private final @Nullable Object[] parameters;

    private Among(String sql, @Nullable Object[] parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    /** As many at a time as one condition should have. */
    static <T> List<List<T>> chunks(Transaction tx, Collection<T> all) {
        int size = tx.dialect() == Dialect.POSTGRES ? CHUNK_OF_ARRAY : CHUNK;
        List<T> list = List.copyOf(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            chunks.add(list.subList(from, Math.min(list.size(), from + size)));
        }
        return chunks;
    }

    /** @param texts at least one, at most a chunk */
    static Among of(Transaction tx, List<String> texts) {
        if (tx.dialect() == Dialect.POSTGRES) {
            return new Among("= ANY (?)", new Object[] {texts.toArray(String[]::new)});
        }
        int marks = Integer.highestOneBit(Math.max(1, 2 * texts.size() - 1));
        Object[] padded = Arrays.copyOf(texts.toArray(), marks);
        Arrays.fill(padded, texts.size(), marks, texts.get(0));
        return new Among("IN (" + String.join(", ", Collections.nCopies(marks, "?")) + ")", padded);
    }

    String sql() {
        return sql;
    }

    @Nullable
    Object[] parameters() {
        return parameters;
    }

    /** These, and then those of the conditions that follow. */
    @Nullable
    Object[] and(@Nullable Object... further) {
        Object[] all = Arrays.copyOf(parameters, parameters.length + further.length);
        System.arraycopy(further, 0, all, parameters.length, further.length);
        return all;
    }
}

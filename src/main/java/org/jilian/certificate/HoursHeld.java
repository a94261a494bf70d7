package org.jilian.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jilian.record.Hash;
import org.jilian.rules.Period;
import org.jilian.rules.hours.HourLine;
import org.jilian.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * All hour records of a period, person by person, in one pass over one state of the database; however many there are, a
 * bounded number is in memory. They are read by a thread of their own, so that whoever works on them may write meanwhile:
 * what is written during the pass is not in it.
 */
final class HoursHeld implements AutoCloseable {
    private static final int BATCH = 1_000;
    private static final int AHEAD = 4;
    /** How many years back hours may still count, such as those of a degree that is spread. */
    private static final int BACK = 4;

    private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(JsonNode.class);

    private final BlockingQueue<Batch> ahead = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private volatile boolean closed;

    /** Some persons, or the end, or why there is no more. */
    private record Batch(
            List<HoursOf> persons, boolean last, @Nullable RuntimeException failure) {}

    HoursHeld(Database database, Period period, Hash hash) {
        reader = new Thread(() -> read(database, period, hash), "hours-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** The next persons, none at the end. */
    List<HoursOf> next() {
        try {
            Batch batch = ahead.take();
            if (batch.failure() != null) {
                throw batch.failure();
            }
            if (batch.last()) {
                ahead.put(batch);
            }
            return batch.persons();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while hours were read", e);
        }
    }

    private void read(Database database, Period period, Hash hash) {
        try {
            List<String> years = years(period);
            database.read(tx -> {
                Gathered gathered = new Gathered(Merged.all(tx, hash));
                tx.each(
                        "SELECT subject, id, version, status, period, body FROM record WHERE kind = 'hour-record'"
                                + " AND subject IS NOT NULL AND period IN (" + "?,".repeat(years.size() - 1)
                                + "?) ORDER BY subject",
                        row -> gathered.add(
                                row.text("subject"),
                                HourLine.of(
                                        row.text("id"),
                                        row.integer("version"),
                                        row.text("status"),
                                        row.text("period"),
                                        content(row.text("body")))),
                        years.toArray());
                gathered.finish();
                return 0;
            });
            hand(new Batch(List.of(), true, null));
        } catch (ClosedException e) {
            // whoever read has enough
            return;
        } catch (RuntimeException e) {
            hand(new Batch(List.of(), true, e));
        }
    }

    private static JsonNode content(String body) {
        try {
            JsonNode document = JSON.readValue(body);
            return document.path("content");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record in the database is no JSON: run check", e);
        }
    }

    /** Its own name, its years, and those before whose hours may be spread into it. */
    static List<String> years(Period period) {
        String value = period.value();
        int first = Integer.parseInt(value.substring(0, 4));
        int last = Integer.parseInt(value.substring(value.length() - 4));
        Set<String> years = new TreeSet<>(Set.of(value));
        for (int year = first - BACK; year <= last; year++) {
            years.add(Integer.toString(year));
        }
        return List.copyOf(years);
    }

    private void hand(Batch batch) {
        try {
            while (!ahead.offer(batch, 100, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    throw new ClosedException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading hours", e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Rows in the order of subjects, put together by person. */
    private final class Gathered {
        private final List<HoursOf> persons = new ArrayList<>();
        private final List<HourLine> lines = new ArrayList<>();
        private final Merged merged;
        /** Of persons with several pseudonyms, whose rows do not stand together: all are kept until the end. */
        private final Map<String, List<HourLine>> scattered = new TreeMap<>();

        private String subject = "";

        Gathered(Merged merged) {
            this.merged = merged;
        }

        void add(String of, HourLine line) {
            if (merged.isConcerned(of)) {
                scattered
                        .computeIfAbsent(merged.kept(of), kept -> new ArrayList<>())
                        .add(line);
                return;
            }
            if (!of.equals(subject)) {
                person();
                subject = of;
            }
            lines.add(line);
        }

        private void person() {
            if (!lines.isEmpty()) {
                persons.add(new HoursOf(subject, merged.further(subject), lines));
                lines.clear();
            }
            if (persons.size() == BATCH) {
                hand(new Batch(List.copyOf(persons), false, null));
                persons.clear();
            }
        }

        void finish() {
            person();
            scattered.forEach((kept, all) -> {
                subject = kept;
                lines.addAll(all);
                person();
            });
            if (!persons.isEmpty()) {
                hand(new Batch(List.copyOf(persons), false, null));
            }
        }
    }
}

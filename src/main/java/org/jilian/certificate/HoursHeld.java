package org.jilian.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jilian.rules.Period;
import org.jilian.rules.hours.HourLine;
import org.jilian.store.Database;
import org.jilian.store.Transaction;

/**
 * All hour records of a period, person by person, in one pass over one state of the database; what is written during the
 * pass is not in it. However many there are, a bounded number is in memory, but for those of persons with several
 * pseudonyms, whose rows do not stand together: they are kept until the end.
 */
final class HoursHeld implements AutoCloseable {
    private static final int BATCH = 1_000;
    /** How many years back hours may still count, such as those of a degree that is spread. */
    private static final int BACK = 4;

    private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(JsonNode.class);

    private final Ahead<List<HoursOf>> ahead;

    /** Which pseudonyms are one person's, in the state of the database that is read. */
    interface Persons {
        Merged in(Transaction tx) throws SQLException;
    }

    HoursHeld(Database database, Period period, Persons persons) {
        ahead = new Ahead<>("hours-reader", out -> read(database, period, persons, out));
    }

    /** The next persons, none at the end. */
    Optional<List<HoursOf>> next() {
        return ahead.next();
    }

    private static void read(Database database, Period period, Persons persons, Ahead.Out<List<HoursOf>> out) {
        List<String> years = years(period);
        database.read(tx -> {
            Gathered gathered = new Gathered(persons.in(tx), out);
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

    @Override
    public void close() {
        ahead.close();
    }

    /** Rows in the order of subjects, put together by person. */
    private static final class Gathered {
        private final List<HoursOf> persons = new ArrayList<>();
        private final List<HourLine> lines = new ArrayList<>();
        private final Merged merged;
        private final Ahead.Out<List<HoursOf>> out;
        /** Of persons with several pseudonyms. */
        private final Map<String, List<HourLine>> scattered = new TreeMap<>();

        private String subject = "";

        Gathered(Merged merged, Ahead.Out<List<HoursOf>> out) {
            this.merged = merged;
            this.out = out;
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
                out.put(List.copyOf(persons));
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
                out.put(List.copyOf(persons));
            }
        }
    }
}

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
    private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(JsonNode.class);

    private final Ahead<List<HoursOf>> ahead;

    /** Which pseudonyms are one person's, in the state of the database that is read. */
    interface Persons {
        Merged in(Transaction tx) throws SQLException;
    }

    /** @param periods over how many, this one included, hours may be spread */
    HoursHeld(Database database, Period period, int periods, Persons persons) {
        List<String> names = names(period, periods);
        ahead = new Ahead<>("hours-reader", out -> read(database, names, persons, out));
    }

    /** The next persons, none at the end. */
    Optional<List<HoursOf>> next() {
        return ahead.next();
    }

    private static void read(Database database, List<String> periods, Persons persons, Ahead.Out<List<HoursOf>> out) {
        database.read(tx -> {
            Gathered gathered = new Gathered(persons.in(tx), out);
            tx.each(
                    "SELECT subject, id, version, status, period, body FROM record WHERE kind = 'hour-record'"
                            + " AND subject IS NOT NULL AND period IN (" + "?,".repeat(periods.size() - 1)
                            + "?) ORDER BY subject",
                    row -> gathered.add(
                            row.text("subject"),
                            HourLine.of(
                                    row.text("id"),
                                    row.integer("version"),
                                    row.text("status"),
                                    row.text("period"),
                                    content(row.text("body")))),
                    periods.toArray());
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

    /** The period's own name and its years, and those of as many periods before as hours may be spread from. */
    static List<String> names(Period period, int periods) {
        String value = period.value();
        int first = Integer.parseInt(value.substring(0, 4));
        int last = Integer.parseInt(value.substring(value.length() - 4));
        int years = last - first + 1;
        Set<String> names = new TreeSet<>();
        for (int back = 0; back < periods * years; back += years) {
            names.add(years == 1 ? Integer.toString(first - back) : (first - back) + "-" + (last - back));
            for (int year = first - back; year <= last - back; year++) {
                names.add(Integer.toString(year));
            }
        }
        return List.copyOf(names);
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

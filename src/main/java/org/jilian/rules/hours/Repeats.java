package org.jilian.rules.hours;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the lines that say again what another line says; of one activity the line with most hours counts. */
final class Repeats {
    private final Counting rules;
    private final Used used;

    Repeats(Counting rules, Used used) {
        this.rules = rules;
        this.used = used;
    }

    /** Of one record only the newest version is looked at, whatever that says. */
    static void ofOneRecord(List<Row> rows) {
        Map<String, Row> newest = new HashMap<>(2 * rows.size());
        for (Row row : rows) {
            newest.merge(
                    row.line.id().record(),
                    row,
                    (held, other) -> other.line.id().version() > held.line.id().version() ? other : held);
        }
        for (Row row : rows) {
            int newer =
                    newest.getOrDefault(row.line.id().record(), row).line.id().version();
            if (row.line.id().version() < newer) {
                row.refuse(WhyCode.SUPERSEDED, Map.of("newer", String.valueOf(newer)));
            } else if (newest.get(row.line.id().record()) != row) {
                row.refuse(WhyCode.TWICE, Map.of());
            }
        }
    }

    void ofOneActivity(List<Row> rows) {
        if (rules.doubles().isEmpty() && rules.overlaps().isEmpty()) {
            return;
        }
        List<Row> mostFirst = new ArrayList<>(rows.stream().filter(Row::isIn).toList());
        // stable: of two with the same hours the earlier in the canonical order stays
        mostFirst.sort(Comparator.comparing(Row::hours).reversed());
        Kept kept = new Kept();
        for (Row row : mostFirst) {
            refuse(row, kept);
            if (row.isIn()) {
                kept.add(row);
                rules.overlaps().ifPresent(overlaps -> kept.days(row, overlaps));
            }
        }
    }

    private void refuse(Row row, Kept kept) {
        int one = rules.doubles().map(doubles -> kept.sameAs(row, doubles)).orElse(Kept.NONE);
        int across = rules.overlaps()
                .map(overlaps -> kept.overlapping(row, overlaps))
                .orElse(Kept.NONE);
        if (one != Kept.NONE && one <= across) {
            refuse(
                    row,
                    WhyCode.DOUBLE,
                    kept.rows.get(one),
                    rules.doubles().orElseThrow().source());
        } else if (across != Kept.NONE) {
            refuse(
                    row,
                    WhyCode.OVERLAP,
                    kept.rows.get(across),
                    rules.overlaps().orElseThrow().source());
        }
    }

    /**
     * The lines that stay, found by what a repetition shares with them: a person's lines may be very many, if somebody
     * means harm, and are not compared each with each.
     */
    private static final class Kept {
        static final int NONE = Integer.MAX_VALUE;

        private final List<Row> rows = new ArrayList<>();
        private final Map<String, List<Integer>> byCode = new HashMap<>();
        private final Map<String, List<Integer>> byCourse = new HashMap<>();
        /** Of the forms that must not overlap, by their first days: what is kept does not overlap itself. */
        private final TreeMap<LocalDate, Integer> byDay = new TreeMap<>();

        void add(Row row) {
            int number = rows.size();
            rows.add(row);
            String code = row.line.activity().courseCode();
            if (code != null) {
                byCode.computeIfAbsent(code, unused -> new ArrayList<>(1)).add(number);
            }
            byCourse.computeIfAbsent(row.course(), unused -> new ArrayList<>(1)).add(number);
        }

        /** The number of the first line kept that says the same. */
        int sameAs(Row row, Doubles doubles) {
            int first = NONE;
            String code = row.line.activity().courseCode();
            for (List<Integer> numbers : List.of(
                    code == null ? List.<Integer>of() : byCode.getOrDefault(code, List.of()),
                    byCourse.getOrDefault(row.course(), List.of()))) {
                for (int number : numbers) {
                    if (number < first && areOne(doubles, row, rows.get(number))) {
                        first = number;
                    }
                }
            }
            return first;
        }

        /** The number of the first line kept whose days this one shares. */
        int overlapping(Row row, Overlaps overlaps) {
            Optional<Span> exact = concerns(overlaps, row) ? row.exactDays() : Optional.empty();
            if (exact.isEmpty()) {
                return NONE;
            }
            Span days = exact.get();
            LocalDate from = Optional.ofNullable(byDay.floorKey(days.first())).orElse(days.first());
            return byDay.subMap(from, true, days.last(), true).values().stream()
                    .filter(number ->
                            rows.get(number).exactDays().filter(days::meets).isPresent())
                    .min(Integer::compare)
                    .orElse(NONE);
        }

        void days(Row row, Overlaps overlaps) {
            if (concerns(overlaps, row)) {
                row.exactDays().ifPresent(days -> byDay.put(days.first(), rows.size() - 1));
            }
        }
    }

    private void refuse(Row row, WhyCode code, Row other, Source source) {
        used.source(source);
        row.refuse(code, Map.of("other", other.line.id().record(), "source", source.place()));
    }

    private static boolean areOne(Doubles doubles, Row row, Row other) {
        HourLine.Activity one = row.line.activity();
        HourLine.Activity two = other.line.activity();
        for (Doubles.Same by : doubles.by()) {
            boolean same =
                    switch (by) {
                        case COURSE_CODE ->
                            one.courseCode() != null && one.courseCode().equals(two.courseCode());
                        case COURSE -> sameCourse(row, other);
                        case COURSE_AND_START -> sameCourse(row, other) && sameStart(row.line, other.line);
                    };
            if (same) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameCourse(Row row, Row other) {
        return !row.course().isEmpty() && row.course().equals(other.course());
    }

    /**
     * A month may be the day that another record states; two without any start, of one period, differ in nothing that is
     * known. A cycle has several periods, and so have hours that are spread.
     */
    private static boolean sameStart(HourLine line, HourLine other) {
        String one = line.activity().start();
        String two = other.activity().start();
        return one == null || two == null
                ? one == two && Objects.equals(line.period(), other.period())
                : one.startsWith(two) || two.startsWith(one);
    }

    private static boolean concerns(Overlaps overlaps, Row row) {
        String form = row.line.activity().form();
        return form != null && overlaps.forms().contains(form);
    }
}

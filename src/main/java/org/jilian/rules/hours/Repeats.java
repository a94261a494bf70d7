package org.jilian.rules.hours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        List<Row> kept = new ArrayList<>(mostFirst.size());
        for (Row row : mostFirst) {
            refuse(row, kept);
            if (row.isIn()) {
                kept.add(row);
            }
        }
    }

    private void refuse(Row row, List<Row> kept) {
        Doubles doubles = rules.doubles().orElse(null);
        Overlaps overlaps = rules.overlaps().orElse(null);
        for (Row other : kept) {
            if (doubles != null && areOne(doubles, row, other)) {
                refuse(row, WhyCode.DOUBLE, other, doubles.source());
                return;
            }
            if (overlaps != null && overlap(overlaps, row, other)) {
                refuse(row, WhyCode.OVERLAP, other, overlaps.source());
                return;
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
        // a plain loop: it runs for each pair of a person's lines
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

    private static boolean overlap(Overlaps overlaps, Row row, Row other) {
        return concerns(overlaps, row)
                && concerns(overlaps, other)
                && row.exactDays()
                        .flatMap(days -> other.exactDays().filter(days::meets))
                        .isPresent();
    }

    private static boolean concerns(Overlaps overlaps, Row row) {
        String form = row.line.activity().form();
        return form != null && overlaps.forms().contains(form);
    }
}

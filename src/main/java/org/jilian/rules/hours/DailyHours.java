package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How many of each line's hours its days can hold, if no day holds more than so many. Days go to the activity that ends
 * first (Glover's rule for intervals), which serves as many hours in all as can be served: a further line never lowers
 * the sum. A line without dates is on no day, and is not limited.
 */
final class DailyHours {
    private final Map<Row, BigDecimal> served = new IdentityHashMap<>();

    private DailyHours() {}

    static DailyHours of(List<Row> rows, BigDecimal mostADay) {
        DailyHours hours = new DailyHours();
        List<Row> byEnd = new ArrayList<>(
                rows.stream().filter(row -> row.days().isPresent()).toList());
        byEnd.sort(Comparator.comparing(row -> days(row).last()));
        SortedSet<LocalDate> edges = new TreeSet<>();
        byEnd.forEach(row -> {
            hours.served.put(row, BigDecimal.ZERO);
            edges.add(days(row).first());
            edges.add(days(row).last().plusDays(1));
        });
        // between two edges the same activities go on every day
        List<LocalDate> all = List.copyOf(edges);
        for (int i = 1; i < all.size(); i++) {
            long days = ChronoUnit.DAYS.between(all.get(i - 1), all.get(i));
            hours.serve(
                    byEnd,
                    new Span(all.get(i - 1), all.get(i).minusDays(1)),
                    mostADay.multiply(BigDecimal.valueOf(days)));
        }
        return hours;
    }

    private void serve(List<Row> byEnd, Span stretch, BigDecimal capacity) {
        BigDecimal left = capacity;
        for (Row row : byEnd) {
            if (days(row).holds(stretch.first())) {
                BigDecimal held = of(row);
                BigDecimal more = row.counted().subtract(held).min(left);
                served.put(row, held.add(more));
                left = left.subtract(more);
            }
        }
    }

    BigDecimal of(Row row) {
        return served.getOrDefault(row, row.counted());
    }

    private static Span days(Row row) {
        return row.days().orElseThrow();
    }
}

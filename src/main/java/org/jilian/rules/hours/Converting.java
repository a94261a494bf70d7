package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes class hours of what the lines state. Where a conversion does not come out even, each line is credited with what
 * it adds to the rounded sum of its category: 56 lines of one clock hour are exactly the 74 hours that Henan's text
 * gives 56 clock hours, and no order of lines and no further line takes anything away.
 */
final class Converting {
    private final Counting rules;
    private final Map<Key, BigDecimal> sums = new HashMap<>();

    Converting(Counting rules) {
        this.rules = rules;
    }

    private record Key(Unit unit, Category category, int part) {}

    void convert(List<Row> rows, Used used) {
        for (Row row : rows) {
            if (row.isIn()) {
                BigDecimal hours = row.conversion()
                        .map(conversion -> converted(row, conversion, used))
                        .orElse(row.amount());
                row.counts(spread(row, hours, used));
            }
        }
    }

    private BigDecimal converted(Row row, Conversion conversion, Used used) {
        Key key = new Key(conversion.unit(), row.category(), row.part());
        BigDecimal before = sums.getOrDefault(key, BigDecimal.ZERO);
        BigDecimal after = before.add(row.amount());
        sums.put(key, after);
        BigDecimal hours = conversion.of(after).subtract(conversion.of(before));
        used.source(conversion.source());
        row.because(Why.of(
                WhyCode.CONVERTED,
                Map.of(
                        "amount", Decimals.text(row.amount()),
                        "unit", conversion.unit().code(),
                        "hours", Decimals.text(hours),
                        "source", conversion.source().place())));
        return hours;
    }

    private BigDecimal spread(Row row, BigDecimal hours, Used used) {
        return LineCheck.spread(
                        rules.spreads().orElse(List.of()), row.line.activity().form())
                .map(spread -> {
                    BigDecimal periods = BigDecimal.valueOf(spread.periods());
                    BigDecimal until = Decimals.down(hours, BigDecimal.valueOf(row.part() + 1L), periods);
                    BigDecimal part = until.subtract(Decimals.down(hours, BigDecimal.valueOf(row.part()), periods));
                    used.source(spread.source());
                    row.because(Why.of(
                            WhyCode.PART_OF_SPREAD,
                            Map.of(
                                    "periods", String.valueOf(spread.periods()),
                                    "part", String.valueOf(row.part() + 1),
                                    "hours", Decimals.text(part),
                                    "source", spread.source().place())));
                    return part;
                })
                .orElse(hours);
    }
}

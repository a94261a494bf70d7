package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Lowers what lines count to the policy's caps: first the activity's, then the day's, then the period's. */
final class Capping {
    private final List<Cap> caps;
    private final BigDecimal minimum;
    private final Used used;

    /** @param minimum the prescribed total, of which caps may be shares */
    Capping(List<Cap> caps, BigDecimal minimum, Used used) {
        this.caps = caps;
        this.minimum = minimum;
        this.used = used;
    }

    /** @param carriedIn takes its place under a category's cap before the lines do */
    void cap(List<Row> rows, Sums carriedIn) {
        for (Cap.Per per : List.of(Cap.Per.ACTIVITY, Cap.Per.DAY, Cap.Per.PERIOD)) {
            for (Cap cap : caps) {
                if (cap.per() == per) {
                    cap(cap, rows.stream().filter(row -> isUnder(cap, row)).toList(), carriedIn);
                }
            }
        }
    }

    private void cap(Cap cap, List<Row> rows, Sums carriedIn) {
        switch (cap.per()) {
            case ACTIVITY -> rows.forEach(row -> limit(row, most(cap), cap, WhyCode.ACTIVITY_CAP));
            case DAY -> {
                DailyHours served = DailyHours.of(rows, most(cap));
                rows.forEach(row -> limit(row, served.of(row), cap, WhyCode.DAY_CAP));
            }
            case PERIOD -> period(cap, rows, carriedIn);
        }
    }

    private void period(Cap cap, List<Row> rows, Sums carriedIn) {
        BigDecimal left = most(cap).subtract(heldBy(cap, carriedIn)).max(BigDecimal.ZERO);
        WhyCode code = !cap.forms().isEmpty()
                ? WhyCode.FORM_CAP
                : cap.category().isPresent() ? WhyCode.CATEGORY_CAP : WhyCode.PERIOD_CAP;
        for (Row row : rows) {
            limit(row, left, cap, code);
            left = left.subtract(row.counted());
        }
    }

    /** Carried hours have a category and no form any more. */
    private static BigDecimal heldBy(Cap cap, Sums carriedIn) {
        if (!cap.forms().isEmpty()) {
            return BigDecimal.ZERO;
        }
        return cap.category().map(carriedIn::of).orElseGet(carriedIn::all);
    }

    private void limit(Row row, BigDecimal left, Cap cap, WhyCode code) {
        if (row.limit(left, most(cap), code, cap.source())) {
            used.source(cap.source());
        }
    }

    BigDecimal most(Cap cap) {
        return cap.most().hours(minimum, BigDecimal.ZERO, RoundingMode.FLOOR);
    }

    private static boolean isUnder(Cap cap, Row row) {
        return row.isIn() && cap.concerns(row.category(), row.line.activity().form());
    }
}

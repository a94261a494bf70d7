package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a period that met its duties lets count in the next: of its own hours, never again of those carried into it. */
final class CarryingOver {
    static final List<Category> ORDER = List.of(Category.PROFESSIONAL, Category.PUBLIC);

    private CarryingOver() {}

    static Carried of(Choice.Chosen chosen, Judgement.Totals totals, List<Judgement.Measured> duties) {
        Optional<CarryOver> rule = chosen.policy().rules().owed().carryOver();
        boolean met = duties.stream().allMatch(each -> each.missing().signum() == 0);
        if (rule.isEmpty() || !met) {
            return Carried.NOTHING;
        }
        Map<Category, BigDecimal> carried = new EnumMap<>(Category.class);
        BigDecimal left =
                excess(duties, Optional.empty(), totals.all()).min(rule.get().most());
        for (Category category : ORDER) {
            if (rule.get().carries(category)) {
                BigDecimal own = excess(duties, Optional.of(category), totals.of(category))
                        .min(totals.lines().of(category))
                        .min(left);
                carried.put(category, own);
                left = left.subtract(own);
            }
        }
        return new Carried(chosen.period().value(), new Sums(carried));
    }

    private static BigDecimal excess(List<Judgement.Measured> duties, Optional<Category> of, BigDecimal counted) {
        return duties.stream()
                .filter(each -> each.category().equals(of))
                .map(each -> counted.subtract(each.least()))
                .findFirst()
                .orElse(counted);
    }
}

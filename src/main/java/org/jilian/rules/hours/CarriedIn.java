package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of the hours carried over from the period before counts in this one: no more than this period's policy lets. */
final class CarriedIn {
    private final Carried given;
    private final Optional<CarryOver> rule;

    private CarriedIn(Carried given, Optional<CarryOver> rule) {
        this.given = given;
        this.rule = rule;
    }

    static CarriedIn of(Carried given, Optional<CarryOver> rule, Used used) {
        if (given.sums().all().signum() > 0) {
            rule.map(CarryOver::source).ifPresent(used::source);
        }
        return new CarriedIn(given, rule);
    }

    /** Professional subjects first, which are the main content of continuing education; nothing beyond a cap of the period. */
    Sums under(Capping capping, List<Cap> caps) {
        Map<Category, BigDecimal> counted = new EnumMap<>(Category.class);
        BigDecimal left = rule.map(CarryOver::most)
                .orElse(BigDecimal.ZERO)
                .min(most(capping, caps, Optional.empty(), given.sums().all()));
        for (Category category : CarryingOver.ORDER) {
            if (rule.filter(each -> each.carries(category)).isPresent()) {
                BigDecimal hours = most(
                                capping,
                                caps,
                                Optional.of(category),
                                given.sums().of(category))
                        .min(left);
                counted.put(category, hours);
                left = left.subtract(hours);
            }
        }
        return new Sums(counted);
    }

    private static BigDecimal most(Capping capping, List<Cap> caps, Optional<Category> of, BigDecimal given) {
        return caps.stream()
                .filter(cap -> cap.per() == Cap.Per.PERIOD && cap.forms().isEmpty())
                .filter(cap -> cap.category().equals(of))
                .map(capping::most)
                .reduce(given, BigDecimal::min);
    }

    List<Why> said(Sums counted) {
        if (given.sums().all().signum() == 0) {
            return List.of();
        }
        String all = Decimals.text(given.sums().all());
        return List.of(rule.map(each -> Why.of(
                        WhyCode.CARRIED_IN,
                        Map.of(
                                "period", given.period(),
                                "given", all,
                                "hours", Decimals.text(counted.all()),
                                "source", each.source().place())))
                .orElseGet(() -> Why.of(WhyCode.NOT_CARRIED_IN, Map.of("period", given.period(), "given", all))));
    }
}

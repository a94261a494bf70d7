package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a group of persons owes in one period.
 *
 * @param least in {@code unit}
 * @param categories what each category must reach, in hours
 */
public record Duty(Applies applies, BigDecimal least, Unit unit, Map<Category, Quantity> categories, Source source) {
    public Duty {
        categories = Map.copyOf(categories);
    }
}

package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Hours by category, none negative; a category without hours is not there. */
public record Sums(Map<Category, BigDecimal> hours) {
    public static final Sums NONE = new Sums(Map.of());

    public Sums {
        Map<Category, BigDecimal> copy = new EnumMap<>(Category.class);
        hours.forEach((category, amount) -> {
            if (amount.signum() < 0) {
                throw new IllegalArgumentException("a sum of hours should not be negative, but is " + amount);
            }
            if (amount.signum() > 0) {
                copy.put(category, amount.stripTrailingZeros());
            }
        });
        hours = Collections.unmodifiableMap(copy);
    }

    public BigDecimal of(Category category) {
        return hours.getOrDefault(category, BigDecimal.ZERO);
    }

    public BigDecimal all() {
        return hours.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

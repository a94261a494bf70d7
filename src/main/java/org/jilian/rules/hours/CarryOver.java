package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.util.SortedSet;

/**
 * What goes beyond one period's duty and counts in the next (结转); hours that were carried over once are not again.
 *
 * @param categories only of these, if any
 */
public record CarryOver(BigDecimal most, SortedSet<Category> categories, Source source) {
    boolean carries(Category category) {
        return categories.isEmpty() || categories.contains(category);
    }
}

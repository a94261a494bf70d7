package org.jilian.rules.hours;

import java.util.List;

/**
 * A policy with all that it inherits on one day.
 *
 * @param cited the policy itself, then those it inherits from, in order
 */
public record Effective(Policy policy, List<Cited> cited, Rules rules) {
    public Effective {
        cited = List.copyOf(cited);
    }

    public Cycle cycle() {
        return rules.owed().cycle().orElse(Cycle.CALENDAR_YEAR);
    }
}

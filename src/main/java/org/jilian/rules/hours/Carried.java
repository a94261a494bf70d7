package org.jilian.rules.hours;

/**
 * Hours that one period's judgement lets count in the next (结转学时).
 *
 * @param period the one they were learnt in; empty if there are none
 */
public record Carried(String period, Sums sums) {
    public static final Carried NOTHING = new Carried("", Sums.NONE);

    public Carried {
        if (sums.hours().isEmpty()) {
            period = "";
        }
    }
}

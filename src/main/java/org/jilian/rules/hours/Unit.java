package org.jilian.rules.hours;

import java.util.List;
import java.util.Optional;
import org.jilian.rules.Text;

/** In what an amount of learning is stated; all but class hours (学时) need a conversion that a policy states. */
public enum Unit {
    HOURS("hours", new Text("学时", "class hours")),
    DAYS("days", new Text("天", "days")),
    HALF_DAYS("half-days", new Text("个半天", "half days")),
    CREDITS("credits", new Text("学分", "credits")),
    /** Hours of sixty minutes; how many make class hours is what a text says, never 45 minutes each. */
    CLOCK_HOURS("clock-hours", new Text("小时", "clock hours")),
    MONTHS("months", new Text("个月", "months"));

    private static final List<Unit> ALL = List.of(values());

    private final String code;
    private final Text label;

    Unit(String code, Text label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public Text label() {
        return label;
    }

    public static Optional<Unit> of(String code) {
        for (Unit each : ALL) {
            if (each.code.equals(code)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return code;
    }
}

package org.jilian.rules.hours;

import java.util.List;
import org.jilian.rules.Period;

/** Which policy judges a person in a period, and why; or why none does. */
public sealed interface Choice {
    /** @param span the period's days in this policy's cycle */
    record Chosen(Effective policy, Period period, Span span, Duty duty, List<Why> why) implements Choice {
        public Chosen {
            why = List.copyOf(why);
        }
    }

    record None(Why why) implements Choice {}
}

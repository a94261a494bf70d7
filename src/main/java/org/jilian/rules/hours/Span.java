package org.jilian.rules.hours;

import java.time.LocalDate;

/** Days from the first to the last, both included. */
public record Span(LocalDate first, LocalDate last) {
    boolean holds(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    boolean meets(Span other) {
        return !other.last.isBefore(first) && !other.first.isAfter(last);
    }
}

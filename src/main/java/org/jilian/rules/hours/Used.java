package org.jilian.rules.hours;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The sources of the figures that a judgement used, of which it names those that nobody compared with an original. */
final class Used {
    private final SortedSet<String> unverified = new TreeSet<>();

    void source(Source source) {
        if (source.unverified()) {
            unverified.add(source.place());
        }
    }

    List<Why> unverified() {
        return unverified.stream()
                .map(place -> Why.of(WhyCode.UNVERIFIED, Map.of("source", place)))
                .toList();
    }
}

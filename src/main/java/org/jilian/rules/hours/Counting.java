package org.jilian.rules.hours;

import java.util.List;
import java.util.Optional;

/** What of a person's learning a policy counts, and as how much; what is empty is inherited, or is not ruled at all. */
public record Counting(
        Optional<List<Conversion>> conversions,
        Optional<Forms> forms,
        Optional<List<Spread>> spreads,
        Optional<List<Cap>> caps,
        Optional<Doubles> doubles,
        Optional<Overlaps> overlaps) {
    public Counting {
        conversions = conversions.map(List::copyOf);
        spreads = spreads.map(List::copyOf);
        caps = caps.map(List::copyOf);
    }

    Optional<Conversion> conversion(Unit unit, Facts person) {
        return conversions.orElse(List.of()).stream()
                .filter(each -> each.unit() == unit && each.applies().to(person))
                .findFirst();
    }
}

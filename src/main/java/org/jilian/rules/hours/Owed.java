package org.jilian.rules.hours;

import java.util.List;
import java.util.Optional;

/** What a policy asks of a person; what is empty is inherited, or is not ruled at all. */
public record Owed(Optional<Cycle> cycle, Optional<List<Duty>> duties, Optional<CarryOver> carryOver) {
    public Owed {
        duties = duties.map(List::copyOf);
    }

    Optional<Duty> duty(Facts person) {
        return duties.orElse(List.of()).stream()
                .filter(each -> each.applies().to(person))
                .findFirst();
    }
}

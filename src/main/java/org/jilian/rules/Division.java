package org.jilian.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An administrative division (行政区划) as long as it had one code and one name.
 *
 * @param from when it got them; empty if before the history begins
 * @param until when it lost one of them; empty if it still has both
 * @param successors the codes under which its territory went on, perhaps its own; empty also where that is not known
 * @param statistical whether only statistics use the code (市辖区, development zones), not GB/T 2260
 */
public record Division(
        DivisionCode code,
        String name,
        Optional<Change> from,
        Optional<Change> until,
        List<DivisionCode> successors,
        boolean statistical) {
    public Division {
        successors = List.copyOf(successors);
    }

    Certainty isOn(LocalDate day) {
        Certainty begun = from.map(change -> change.isPast(day)).orElse(Certainty.YES);
        Certainty ended = until.map(change -> change.isPast(day)).orElse(Certainty.NO);
        if (begun == Certainty.NO || ended == Certainty.YES) {
            return Certainty.NO;
        }
        return begun == Certainty.YES && ended == Certainty.NO ? Certainty.YES : Certainty.PERHAPS;
    }

    boolean hasEnded(LocalDate day) {
        return until.map(change -> change.isPast(day) == Certainty.YES).orElse(false);
    }

    @Override
    public String toString() {
        return code + " " + name;
    }
}

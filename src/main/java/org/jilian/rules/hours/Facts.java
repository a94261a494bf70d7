package org.jilian.rules.hours;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a person decides which policy applies; nothing that names the person.
 *
 * @param places division codes, from the most local to the nation's 000000, as the directory's tree has them: they are
 *     never made from a code's digits
 * @param rank GB/T 12407
 * @param programmes kinds of programmes that the person takes part in
 */
public record Facts(
        List<String> places,
        Optional<String> rank,
        Optional<String> unitNature,
        Optional<String> industry,
        SortedSet<String> programmes,
        SortedSet<String> tags) {
    public Facts {
        places = List.copyOf(places);
        programmes = Collections.unmodifiableSortedSet(new TreeSet<>(programmes));
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    public static Facts at(List<String> places) {
        return new Facts(
                places, Optional.empty(), Optional.empty(), Optional.empty(), new TreeSet<>(), new TreeSet<>());
    }

    public Facts withRank(String code) {
        return new Facts(places, Optional.of(code), unitNature, industry, programmes, tags);
    }

    public Facts withUnitNature(String code) {
        return new Facts(places, rank, Optional.of(code), industry, programmes, tags);
    }

    public Facts withIndustry(String name) {
        return new Facts(places, rank, unitNature, Optional.of(name), programmes, tags);
    }

    public Facts withProgrammes(Set<String> kinds) {
        return new Facts(places, rank, unitNature, industry, new TreeSet<>(kinds), tags);
    }

    public Facts withTags(Set<String> words) {
        return new Facts(places, rank, unitNature, industry, programmes, new TreeSet<>(words));
    }
}

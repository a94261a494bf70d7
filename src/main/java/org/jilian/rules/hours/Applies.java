package org.jilian.rules.hours;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;

/**
 * To whom something applies (适用对象): every set that is not empty must hold what the person has. Empty sets ask nothing.
 *
 * @param ranks codes of GB/T 12407, each meant as it stands: 410 does not stand for 411
 * @param programmes kinds of programmes that the person takes part in, such as urgent-shortage (急需紧缺)
 */
public record Applies(
        SortedSet<String> ranks,
        SortedSet<String> unitNatures,
        SortedSet<String> industries,
        SortedSet<String> programmes,
        SortedSet<String> tags) {
    public static final Applies TO_ALL = new Applies(none(), none(), none(), none(), none());

    boolean to(Facts person) {
        return holds(ranks, person.rank())
                && holds(unitNatures, person.unitNature())
                && holds(industries, person.industry())
                && meets(programmes, person.programmes())
                && meets(tags, person.tags());
    }

    /** How much it asks: of two policies of one place the one that asks more is meant for fewer, and goes first. */
    int criteria() {
        return asks(ranks) + asks(unitNatures) + asks(industries) + asks(programmes) + asks(tags);
    }

    private static boolean holds(Set<String> asked, java.util.Optional<String> has) {
        return asked.isEmpty() || has.filter(asked::contains).isPresent();
    }

    private static boolean meets(Set<String> asked, Set<String> has) {
        return asked.isEmpty() || !Collections.disjoint(asked, has);
    }

    private static int asks(Set<String> asked) {
        return asked.isEmpty() ? 0 : 1;
    }

    private static SortedSet<String> none() {
        return Collections.emptySortedSet();
    }
}

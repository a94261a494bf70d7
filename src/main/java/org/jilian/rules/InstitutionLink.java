package org.jilian.rules;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** That two entries of institutions may be one: what speaks for it, and how strongly. */
record InstitutionLink(int one, int other, Confidence confidence, double similarity, Set<Evidence> evidence) {
    /** The strongest first; what is equal then stays in the order of the entries. */
    static final Comparator<InstitutionLink> STRONGEST_FIRST = Comparator.comparing(InstitutionLink::confidence)
            .thenComparing(
                    Comparator.comparingDouble(InstitutionLink::similarity).reversed())
            .thenComparingInt(InstitutionLink::one)
            .thenComparingInt(InstitutionLink::other);

    /** A side of a comparison: the entry's position, and one of its names. */
    record Side(int entry, InstitutionEntry of, InstitutionName name) {}

    static InstitutionLink certain(int one, int other, Evidence identifier) {
        return new InstitutionLink(one, other, Confidence.CERTAIN, 1, EnumSet.of(identifier));
    }

    /**
     * What two names say. Nothing where their numbers or their places contradict; of names that are only alike, also
     * nothing where one place is a part of the other or where the credit codes differ.
     *
     * @param similarity of the two cores
     */
    static Optional<InstitutionLink> ofNames(Side one, Side other, double similarity) {
        Set<String> places = one.name().places();
        Set<String> others = other.name().places();
        boolean equal = one.name().core().equals(other.name().core());
        boolean samePlace = places.stream().anyMatch(others::contains);
        boolean within = !samePlace && !places.isEmpty() && !others.isEmpty();
        boolean otherCode = differ(one.of(), other.of());
        if (one.entry() == other.entry()
                || !PlaceNames.mayMeet(places, others)
                || !equal && (within || otherCode)
                || !one.name().numbers().equals(other.name().numbers())) {
            return Optional.empty();
        }
        Set<Evidence> evidence = EnumSet.of(equal ? Evidence.SAME_NAME : Evidence.SIMILAR_NAME);
        if (one.name().former() || other.name().former()) {
            evidence.add(Evidence.FORMER_NAME);
            if (equal) {
                evidence.remove(Evidence.SAME_NAME);
            }
        }
        if (samePlace) {
            evidence.add(Evidence.SAME_PLACE);
        } else if (within) {
            evidence.add(Evidence.WITHIN_PLACE);
        }
        if (otherCode) {
            evidence.add(Evidence.CREDIT_CODES_DIFFER);
        }
        // a name without a place is that of many: 职业技能培训学校
        boolean likely = equal && !otherCode && (samePlace || places.isEmpty() && others.isEmpty());
        return Optional.of(new InstitutionLink(
                one.entry(), other.entry(), likely ? Confidence.LIKELY : Confidence.DOUBTFUL, similarity, evidence));
    }

    /** Whether two credit codes are there and name different organisations. */
    static boolean differ(InstitutionEntry one, InstitutionEntry other) {
        boolean codes = one.creditCode().isPresent()
                && other.creditCode().isPresent()
                && !one.creditCode().equals(other.creditCode());
        boolean sameOrganisation =
                one.organisation().isPresent() && one.organisation().equals(other.organisation());
        return codes && !sameOrganisation;
    }
}

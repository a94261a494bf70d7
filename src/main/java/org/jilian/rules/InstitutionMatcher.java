package org.jilian.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jilian.rules.InstitutionLink.Side;

/**
 * Finds entries that may be one institution under several names (一机构多名). Equal credit codes and equal organisation codes
 * say so for certain; equal names of one place make it likely; former names and names that are much alike make a doubt.
 * Nothing is ever merged here.
 *
 * <p>Names are alike from {@value #ALIKE} on, after places and legal forms were taken off: see {@link InstitutionName} and
 * {@link Bigrams}.
 */
public final class InstitutionMatcher {
    static final double ALIKE = 0.8;

    private final PlaceNames placeNames;

    public InstitutionMatcher(PlaceNames placeNames) {
        this.placeNames = placeNames;
    }

    /** The groups of entries that may be one, the surest first. An entry is in at most one of them. */
    public List<Proposal> proposals(Collection<InstitutionEntry> all) {
        List<InstitutionEntry> entries = List.copyOf(all);
        List<List<InstitutionName>> names = entries.stream()
                .map(entry -> InstitutionName.of(entry, placeNames))
                .toList();
        List<InstitutionLink> links = new ArrayList<>();
        sameIdentifier(links, entries, InstitutionEntry::creditCode, Evidence.SAME_CREDIT_CODE);
        sameIdentifier(links, entries, InstitutionEntry::organisation, Evidence.SAME_ORGANISATION_CODE);
        likeNames(links, entries, names);
        links.sort(InstitutionLink.STRONGEST_FIRST);
        InstitutionGroups groups = new InstitutionGroups(entries, names);
        links.forEach(groups::join);
        return groups.proposals();
    }

    private static <T> void sameIdentifier(
            List<InstitutionLink> links,
            List<InstitutionEntry> entries,
            Function<InstitutionEntry, Optional<T>> identifier,
            Evidence evidence) {
        Map<T, Integer> first = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            int at = i;
            identifier.apply(entries.get(i)).ifPresent(value -> {
                Integer before = first.putIfAbsent(value, at);
                if (before != null) {
                    links.add(InstitutionLink.certain(before, at, evidence));
                }
            });
        }
    }

    private static void likeNames(
            List<InstitutionLink> links, List<InstitutionEntry> entries, List<List<InstitutionName>> names) {
        Map<String, List<Side>> byCore = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            for (InstitutionName name : names.get(i)) {
                byCore.computeIfAbsent(name.core(), core -> new ArrayList<>()).add(new Side(i, entries.get(i), name));
            }
        }
        byCore.values().forEach(sides -> {
            for (int i = 0; i < sides.size(); i++) {
                for (int j = i + 1; j < sides.size(); j++) {
                    InstitutionLink.ofNames(sides.get(i), sides.get(j), 1).ifPresent(links::add);
                }
            }
        });
        List<List<Side>> sides = List.copyOf(byCore.values());
        for (Bigrams.Pair pair : Bigrams.similar(List.copyOf(byCore.keySet()), ALIKE)) {
            for (Side one : sides.get(pair.one())) {
                for (Side other : sides.get(pair.other())) {
                    InstitutionLink.ofNames(one, other, pair.similarity()).ifPresent(links::add);
                }
            }
        }
    }
}

package org.jilian.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds entries that may be one person. The same document is one person; another name beside it is a conflict
 * (IDENTITY_CONFLICT) that whoever registered him settles. The same name and birth date under other numbers is a doubt.
 * Nothing is ever merged here.
 */
public final class PersonMatcher {
    private static final Text OF = new Text("人员", "persons");
    private static final Text SAME = new Text("同一证件，是同一人。", "One document is one person.");
    private static final Text SPELLING = new Text(
            "同一证件，姓名写法不同，请对照证件统一写法。",
            "One document, but the names are spelt differently: compare them with the document.");
    private static final Text CONFLICT = new Text(
            "同一证件登记了不同的人，请登记单位对照证件核实，核实前不得合并。",
            "One document, but it names different people: whoever registered them compares the document first.");
    private static final Text NAMESAKES = new Text(
            "可能是同一人更换了证件，也可能是同名同日出生的两人，请核实，不会自动合并。",
            "Perhaps one person with a new document, perhaps two: nothing is merged until somebody has looked.");

    private record NameAndBirth(String skeleton, LocalDate born) {}

    private PersonMatcher() {}

    /** The proposals: first those of one document, then those of one name and birth date, each in the order given. */
    public static List<Proposal> proposals(Collection<PersonEntry> entries) {
        Map<DocumentNumber, List<PersonEntry>> byDocument = new LinkedHashMap<>();
        Map<NameAndBirth, List<PersonEntry>> byName = new LinkedHashMap<>();
        for (PersonEntry entry : entries) {
            entry.document()
                    .ifPresent(document -> byDocument
                            .computeIfAbsent(document, key -> new ArrayList<>())
                            .add(entry));
            entry.born()
                    .ifPresent(born -> byName.computeIfAbsent(
                                    new NameAndBirth(NameLikeness.skeleton(entry.name()), born),
                                    key -> new ArrayList<>())
                            .add(entry));
        }
        List<Proposal> proposals = new ArrayList<>();
        byDocument.values().stream()
                .filter(group -> group.size() > 1)
                .map(PersonMatcher::ofOneDocument)
                .forEach(proposals::add);
        byName.values().stream()
                .map(PersonMatcher::ofOneName)
                .flatMap(Optional::stream)
                .forEach(proposals::add);
        return List.copyOf(proposals);
    }

    private static Proposal ofOneDocument(List<PersonEntry> group) {
        Set<Evidence> evidence = EnumSet.of(Evidence.SAME_NUMBER);
        NameLikeness names = likeness(group);
        evidence.add(
                switch (names) {
                    case EQUAL -> Evidence.SAME_NAME;
                    case DOUBTFUL -> Evidence.SIMILAR_NAME;
                    case DIFFERENT -> Evidence.NAMES_DIFFER;
                });
        long births = group.stream()
                .map(PersonEntry::born)
                .flatMap(Optional::stream)
                .distinct()
                .count();
        if (births > 1) {
            evidence.add(Evidence.BIRTH_DATES_DIFFER);
        }
        if (names == NameLikeness.DIFFERENT || births > 1) {
            return Proposal.of(references(group), Confidence.CONFLICT, evidence, OF, CONFLICT);
        }
        return names == NameLikeness.EQUAL
                ? Proposal.of(references(group), Confidence.CERTAIN, evidence, OF, SAME)
                : Proposal.of(references(group), Confidence.DOUBTFUL, evidence, OF, SPELLING);
    }

    /** Nothing if the entries are one document's, which another proposal holds. */
    private static Optional<Proposal> ofOneName(List<PersonEntry> group) {
        Set<Object> documents = new LinkedHashSet<>();
        group.forEach(entry ->
                documents.add(entry.document().<Object>map(document -> document).orElse(entry.reference())));
        if (documents.size() < 2) {
            return Optional.empty();
        }
        Set<Evidence> evidence = EnumSet.of(
                Evidence.SAME_BIRTH_DATE,
                likeness(group) == NameLikeness.EQUAL ? Evidence.SAME_NAME : Evidence.SIMILAR_NAME);
        long numbers = group.stream()
                .map(PersonEntry::document)
                .flatMap(Optional::stream)
                .distinct()
                .count();
        if (numbers > 1) {
            evidence.add(Evidence.NUMBERS_DIFFER);
        }
        return Optional.of(Proposal.of(references(group), Confidence.DOUBTFUL, evidence, OF, NAMESAKES));
    }

    private static NameLikeness likeness(List<PersonEntry> group) {
        String first = group.get(0).name();
        return group.stream()
                .map(entry -> NameLikeness.of(first, entry.name()))
                .max(Enum::compareTo)
                .orElse(NameLikeness.EQUAL);
    }

    private static List<String> references(List<PersonEntry> group) {
        return group.stream().map(PersonEntry::reference).toList();
    }
}

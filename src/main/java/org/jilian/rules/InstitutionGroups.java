package org.jilian.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Entries joined link by link, the strongest first. Two groups are not joined by names if any of the one contradicts any
 * of the other: without that a name that says no place would join the schools of all cities.
 */
final class InstitutionGroups {
    private static final Text OF = new Text("施教机构", "institutions");

    private final List<InstitutionEntry> entries;
    private final List<List<InstitutionName>> names;
    private final List<Group> groups = new ArrayList<>();

    private static final class Group {
        final TreeSet<Integer> members = new TreeSet<>();
        final Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
        Confidence confidence = Confidence.CERTAIN;
    }

    InstitutionGroups(List<InstitutionEntry> entries, List<List<InstitutionName>> names) {
        this.entries = entries;
        this.names = names;
        for (int i = 0; i < entries.size(); i++) {
            Group alone = new Group();
            alone.members.add(i);
            groups.add(alone);
        }
    }

    void join(InstitutionLink link) {
        Group one = groups.get(link.one());
        Group other = groups.get(link.other());
        if (one == other) {
            if (link.confidence() == Confidence.CERTAIN) {
                one.evidence.addAll(link.evidence());
            }
            return;
        }
        if (link.confidence() != Confidence.CERTAIN && contradict(one, other, link)) {
            return;
        }
        one.evidence.addAll(link.evidence());
        one.evidence.addAll(other.evidence);
        one.confidence = Stream.of(one.confidence, other.confidence, link.confidence())
                .max(Comparator.naturalOrder())
                .orElse(one.confidence);
        one.members.addAll(other.members);
        other.members.forEach(member -> groups.set(member, one));
    }

    List<Proposal> proposals() {
        return groups.stream()
                .distinct()
                .filter(group -> group.members.size() > 1)
                .sorted(Comparator.comparing(group -> group.confidence))
                .map(this::proposal)
                .toList();
    }

    private boolean contradict(Group one, Group other, InstitutionLink link) {
        for (int a : one.members) {
            for (int b : other.members) {
                boolean linked = a == link.one() && b == link.other();
                if (!linked
                        && (InstitutionLink.differ(entries.get(a), entries.get(b))
                                || !PlaceNames.mayMeet(places(a), places(b)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private Set<String> places(int entry) {
        return names.get(entry).stream()
                .filter(name -> !name.former())
                .findFirst()
                .map(InstitutionName::places)
                .orElse(Set.of());
    }

    private Proposal proposal(Group group) {
        Set<Evidence> evidence = EnumSet.copyOf(group.evidence);
        if (group.confidence == Confidence.CERTAIN && !namesAgree(group)) {
            evidence.add(Evidence.NAMES_DIFFER);
        }
        List<String> references = group.members.stream()
                .map(member -> entries.get(member).reference())
                .toList();
        return Proposal.of(references, group.confidence, evidence, OF, advice(group.confidence));
    }

    private boolean namesAgree(Group group) {
        List<InstitutionName> first = names.get(group.members.first());
        return group.members.stream()
                .allMatch(member -> first.stream()
                        .anyMatch(one -> names.get(member).stream()
                                .anyMatch(other ->
                                        Bigrams.similarity(one.core(), other.core()) >= InstitutionMatcher.ALIKE)));
    }

    private static Text advice(Confidence confidence) {
        return switch (confidence) {
            case CERTAIN ->
                new Text("是同一机构，请确认统一名称和曾用名。", "They are one institution: confirm its name and its former names.");
            case LIKELY ->
                new Text(
                        "很可能是同一机构，请核对登记证书后确认。", "Very likely one institution: compare the certificates, then confirm.");
            case DOUBTFUL, CONFLICT ->
                new Text(
                        "可能是同一机构的不同名称，请人工核实，不会自动合并。",
                        "Perhaps one institution under several names: somebody has to look, nothing is merged.");
        };
    }
}

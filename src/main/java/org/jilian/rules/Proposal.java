package org.jilian.rules;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * That entries may be one person or institution, for a person to confirm or reject. It says no name and no number: whoever
 * may see them looks up the entries.
 *
 * @param references of the entries, at least two, in the order given
 * @param evidence in the order of {@link Evidence}
 * @param sentence to show whoever decides
 */
public record Proposal(List<String> references, Confidence confidence, Set<Evidence> evidence, Text sentence) {
    public Proposal {
        references = List.copyOf(references);
        evidence = java.util.Collections.unmodifiableSet(EnumSet.copyOf(evidence));
    }

    static Proposal of(
            List<String> references, Confidence confidence, Collection<Evidence> evidence, Text of, Text advice) {
        Set<Evidence> ordered = EnumSet.copyOf(evidence);
        String zh = ordered.stream().map(each -> each.text().zh()).collect(Collectors.joining("，"));
        String en = ordered.stream().map(each -> each.text().en()).collect(Collectors.joining(", "));
        int count = references.size();
        return new Proposal(
                references,
                confidence,
                ordered,
                new Text(
                        count + "条" + of.zh() + "记录：" + zh + "。" + advice.zh(),
                        count + " entries of " + of.en() + ": " + en + ". " + advice.en()));
    }
}

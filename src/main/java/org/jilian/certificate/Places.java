package org.jilian.certificate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.directory.Directory;
import org.jilian.directory.Line;
import org.jilian.directory.Link;
import org.jilian.directory.Node;
import org.jilian.record.NodeId;

/**
 * The places whose policies concern a person, from the most local to the nation: the division the person is counted
 * under, and those of the authorities above its authority, as the directory has them on a day. Nothing is made from a
 * code's digits: Lankao's policies are its own and Henan's, never Kaifeng's.
 */
final class Places {
    private static final String NATION = "000000";

    private final Directory directory;
    private final LocalDate day;
    private final Map<String, NodeId> authorities = new HashMap<>();
    private final Map<NodeId, NodeId> government = new HashMap<>();
    private final Map<String, List<String>> known = new HashMap<>();

    Places(Directory directory, LocalDate day) {
        this.directory = directory;
        this.day = day;
        for (Node node : directory.nodes()) {
            if (node.jurisdiction().sector().isEmpty()) {
                // codes change, and a code of former days still belongs to whoever had it
                node.jurisdiction()
                        .divisions()
                        .forEach(division -> authorities.putIfAbsent(division.code(), node.id()));
            }
        }
        for (Link link : directory.links()) {
            if (link.line() == Line.GOVERNMENT) {
                government.put(link.child(), link.parent());
            }
        }
    }

    /** @param division the code in the person's record; @param holder whose records those of the person are */
    List<String> of(String division, NodeId holder) {
        return known.computeIfAbsent(division + " " + holder, unused -> chain(division, holder));
    }

    private List<String> chain(String division, NodeId holder) {
        Set<String> chain = new LinkedHashSet<>(List.of(division));
        Set<NodeId> seen = new LinkedHashSet<>();
        Optional<NodeId> node = Optional.of(authorities.getOrDefault(division, holder));
        while (node.isPresent() && seen.add(node.get())) {
            directory
                    .node(node.get())
                    .flatMap(each -> each.jurisdiction().codeOn(day))
                    .ifPresent(chain::add);
            node = Optional.ofNullable(government.get(node.get()));
        }
        chain.add(NATION);
        return new ArrayList<>(chain);
    }
}

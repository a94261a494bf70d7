package org.jilian.directory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.record.Channel;
import org.jilian.record.Due;
import org.jilian.record.Kind;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/** Whether a directory as a whole makes sense: what names a node names one, and both trees are trees. */
final class Consistency {
    private final Directory directory;
    private final Set<NodeId> known = new HashSet<>();
    private final Set<Set<NodeId>> linked = new HashSet<>();

    Consistency(Directory directory) {
        this.directory = directory;
        directory.nodes().forEach(node -> known.add(node.id()));
    }

    /** @throws RefusedDirectoryException naming the first thing that is wrong */
    void judge() {
        known(directory.root(), "root authority");
        directory.nodes().forEach(this::node);
        divisions();
        directory.links().forEach(this::link);
        directory.nodes().forEach(this::place);
        entrances();
        directory.kinds().forEach(kind -> {
            for (Stream stream : kind.streamsAsIf(directory.root())) {
                require(
                        stream.channel().equals(kind.channel())
                                && !kind.channel().equals(Channel.DIRECTORY),
                        Rule.KIND,
                        "kind " + kind.name(),
                        "in streams of its channel " + kind.channel(),
                        stream.toString());
            }
            kind.references()
                    .forEach(reference -> require(
                            directory.kind(reference.kind()).isPresent(),
                            Rule.KIND,
                            "kind " + kind.name(),
                            "to refer to a kind of this directory",
                            reference.kind().value()));
            kind.due().ifPresent(due -> due(kind, due));
            kind.subjectFrom().ifPresent(from -> subjectFrom(kind, from));
        });
        subjectKeys();
        directory.resets().forEach(this::reset);
        directory.revocations().forEach(revocation -> {
            known(revocation.node(), "revocation of " + revocation.fingerprint());
            revocation.ledgers().forEach(this::reset);
        });
    }

    /** Whether a record that is due is there is asked by its natural key, so nothing else may be in it. */
    private void due(Kind kind, Due due) {
        Set<String> matched = new TreeSet<>(Set.of("period"));
        due.match().forEach(field -> matched.add("content." + field));
        require(
                matched.equals(new TreeSet<>(kind.naturalKey())),
                Rule.KIND,
                "kind " + kind.name(),
                "with period and the matched fields " + due.match() + " as natural key, since it is due",
                kind.naturalKey().toString());
        require(
                directory.kind(due.per()).isPresent(),
                Rule.KIND,
                "kind " + kind.name(),
                "due for each record of a kind of this directory",
                due.per().value());
    }

    /** A number that is not protected would travel in clear beside the pseudonym that hides it. */
    private static void subjectFrom(Kind kind, Kind.SubjectFrom from) {
        require(
                kind.protectedFields().contains(from.number()),
                Rule.KIND,
                "kind " + kind.name(),
                "to take its subject from a protected number, one of " + kind.protectedFields(),
                from.number());
        require(
                kind.protectedFields().contains(from.documentType())
                        || kind.schema().path("properties").has(from.documentType()),
                Rule.KIND,
                "kind " + kind.name(),
                "with the field of the document type that its subject is taken from",
                from.documentType());
    }

    private void node(Node node) {
        node.closing()
                .flatMap(Closing::successor)
                .ifPresent(successor -> known(successor, "successor of " + node.id()));
        require(
                directory.successor(node.id()).isPresent()
                        || node.closing().flatMap(Closing::successor).isEmpty(),
                Rule.CYCLE,
                "successor of node " + node.id(),
                "in the end an open node or none",
                "itself again");
        if (node.closing().isEmpty()) {
            for (Use use : List.of(Use.SIGN, Use.ENCRYPT, Use.TLS)) {
                require(
                        node.certificates().stream().anyMatch(certificate -> certificate.use() == use),
                        Rule.CERTIFICATE_MISSING,
                        "node " + node.id(),
                        "with a certificate for " + use.word(),
                        "without");
            }
        }
    }

    private void divisions() {
        Map<String, Map<Jurisdiction.Division, NodeId>> bySector = new HashMap<>();
        for (Node node : directory.nodes()) {
            for (Jurisdiction.Division division : node.jurisdiction().divisions()) {
                String sector = node.jurisdiction().sector().orElse("");
                String place = sector + "/" + division.code();
                Map<Jurisdiction.Division, NodeId> taken = bySector.computeIfAbsent(place, key -> new HashMap<>());
                Optional<Jurisdiction.Division> other =
                        taken.keySet().stream().filter(division::overlaps).findFirst();
                require(
                        other.isEmpty(),
                        Rule.DIVISION_TWICE,
                        "division " + division.code() + " of node " + node.id() + " from " + division.from(),
                        "no other authority's of the sector at the time",
                        "also that of node " + other.map(taken::get).orElse(node.id()));
                taken.put(division, node.id());
            }
        }
    }

    private void link(Link link) {
        known(link.child(), "child of link " + link);
        known(link.parent(), "parent of link " + link);
        require(
                !link.child().equals(link.parent()),
                Rule.CYCLE,
                "link " + link,
                "between two nodes",
                "of one with itself");
        require(
                linked.add(Set.of(link.child(), link.parent())),
                Rule.LINK_TWICE,
                "link " + link,
                "the only one between its nodes",
                "one of several");
    }

    private void place(Node node) {
        require(
                !directory.isAncestor(node.id(), node.id()),
                Rule.CYCLE,
                "node " + node.id(),
                "not above itself",
                "above itself over " + directory.parents(node.id()));
        require(
                node.closing().isPresent()
                        || node.id().equals(directory.root())
                        || directory.isAncestor(directory.root(), node.id()),
                Rule.UNREACHED,
                "node " + node.id(),
                "below the root authority " + directory.root() + " over links of either line",
                "not");
        require(
                node.endpoint().isPresent() || directory.children(node.id()).isEmpty(),
                Rule.ENDPOINT,
                "node " + node.id(),
                "with the endpoint of its broker, for it has children",
                "without");
    }

    private void entrances() {
        Set<List<Object>> seen = new HashSet<>();
        for (Link link : directory.links()) {
            for (Link.Entrance entrance : link.entrances()) {
                known(entrance.node(), "entrance at link " + link);
                known(entrance.origin(), "origin of an entrance at link " + link);
                require(
                        seen.add(List.of(entrance.node(), entrance.origin(), entrance.stream())),
                        Rule.START_TWICE,
                        "start of node " + entrance.node() + " with " + entrance.stream() + " of " + entrance.origin(),
                        "given once",
                        "given twice");
            }
        }
    }

    private void subjectKeys() {
        int epoch = 0;
        int part = 0;
        for (SubjectKey key : directory.subjectKeys()) {
            boolean nextPart = key.epoch() == epoch && key.part() == part + 1;
            boolean nextEpoch = key.epoch() == epoch + 1 && key.part() == 1;
            require(
                    nextPart || nextEpoch,
                    Rule.EPOCH,
                    "subject key epoch " + key.epoch() + " part " + key.part(),
                    "the part or the epoch after epoch " + epoch + " part " + part,
                    "after a gap");
            epoch = key.epoch();
            part = key.part();
        }
    }

    private void reset(Reset reset) {
        String subject = "reset of " + reset.stream() + " of " + reset.origin();
        known(reset.origin(), subject);
        known(reset.stream().node(), subject);
        require(
                !reset.stream().channel().equals(Channel.DIRECTORY),
                Rule.EPOCH,
                subject,
                "of another channel: version N of the directory is parcel N, for ever in epoch 1",
                reset.stream().toString());
    }

    private void known(NodeId node, String subject) {
        require(known.contains(node), Rule.UNKNOWN_NODE, subject, "a node of this directory", node.value());
    }

    private static void require(boolean right, Rule rule, String subject, String expected, String actual) {
        if (!right) {
            throw new Refusal(rule, subject, expected, actual).exception();
        }
    }
}

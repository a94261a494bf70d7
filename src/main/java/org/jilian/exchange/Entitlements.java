package org.jilian.exchange;

import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.directory.Node;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.Level;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Steps;

/** Who may author what, by one version of the directory. */
record Entitlements(Directory directory) implements Lineage.Entitlement {
    @Override
    public boolean mayStart(RecordVersion version) {
        NodeId first = version.id().firstAuthor();
        boolean entitled = version.author().equals(first) || directory.isAncestor(version.author(), first);
        // of a record that others are to approve, nobody says alone how far it has come: its past is asked for
        return entitled
                && steps(version.kind())
                        .map(steps -> steps.joining(version).isEmpty())
                        .orElse(true);
    }

    @Override
    public boolean overrides(RecordVersion version) {
        return directory
                        .kind(version.kind())
                        .filter(kind -> kind.override() == Kind.Override.ANCESTOR)
                        .isPresent()
                && directory.isAncestor(version.author(), version.id().firstAuthor());
    }

    @Override
    public Optional<String> beginning(RecordVersion version) {
        return steps(version.kind())
                .flatMap(steps -> version.version() == 1 ? steps.beginning(version) : steps.joining(version));
    }

    @Override
    public Optional<String> following(RecordVersion before, RecordVersion next) {
        return steps(next.kind()).flatMap(steps -> steps.following(before, next));
    }

    @Override
    public NodeId successorOf(NodeId holder) {
        return directory.successor(holder).orElse(holder);
    }

    /** The steps of a kind that has a workflow. */
    Optional<Steps> steps(KindName kind) {
        return directory.kind(kind).flatMap(Kind::workflow).map(flow -> new Steps(flow, this::level));
    }

    private Optional<Level> level(NodeId node) {
        return directory.node(node).map(Node::jurisdiction).flatMap(jurisdiction -> jurisdiction.level());
    }
}

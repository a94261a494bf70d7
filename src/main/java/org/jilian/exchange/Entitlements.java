package org.jilian.exchange;

import org.jilian.directory.Directory;
import org.jilian.record.Kind;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;

/** Who may author what, by one version of the directory. */
record Entitlements(Directory directory) implements Lineage.Entitlement {
    @Override
    public boolean mayStart(RecordVersion version) {
        NodeId first = version.id().firstAuthor();
        return version.author().equals(first) || directory.isAncestor(version.author(), first);
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
    public NodeId successorOf(NodeId holder) {
        return directory.successor(holder).orElse(holder);
    }
}

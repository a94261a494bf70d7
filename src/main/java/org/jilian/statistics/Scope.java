package org.jilian.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jilian.directory.Directory;
import org.jilian.directory.Node;
import org.jilian.record.NodeId;

/**
 * Whose records a node reports: those that it, or a node below it on either line, authored first; what a closed node
 * authored is its successor's. Who authored a record first never changes, so every level that holds the same records comes
 * to the same report.
 */
record Scope(NodeId node, Set<NodeId> authors) {
    /** @throws CannotCountException if the directory does not know the node */
    static Scope of(Directory directory, NodeId node) {
        if (directory.node(node).isEmpty()) {
            throw new CannotCountException(node + " should be a node of " + directory + ", but is not: name one of "
                    + directory.nodes().stream()
                            .map(each -> each.id().toString())
                            .limit(20)
                            .collect(Collectors.joining(", ")));
        }
        Set<NodeId> authors = new TreeSet<>();
        for (Node each : directory.nodes()) {
            if (isWithin(directory, node, each.id())
                    || directory
                            .successor(each.id())
                            .filter(heir -> isWithin(directory, node, heir))
                            .isPresent()) {
                authors.add(each.id());
            }
        }
        return new Scope(node, authors);
    }

    private static boolean isWithin(Directory directory, NodeId node, NodeId author) {
        return author.equals(node) || directory.isAncestor(node, author);
    }

    /** A condition on {@code first_author}. */
    String sql() {
        return "first_author IN (" + "?,".repeat(authors.size() - 1) + "?)";
    }

    /** Those of {@link #sql}, then these. */
    Object[] parameters(Object... further) {
        List<Object> all = new ArrayList<>(authors);
        all.addAll(List.of(further));
        return all.toArray();
    }
}

package org.jilian.cli.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jilian.cli.node.OpenNode;
import org.jilian.directory.Directory;
import org.jilian.directory.Link;
import org.jilian.directory.Reach;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;

/**
 * What both ends of each link say of the records that stand in streams which both are to see: each computed from that
 * end's own tables, over id, version and digest in the order of the ids. The digest of a record is not read, but made
 * anew from its body.
 */
final class LinkDigests {
    private record Line(RecordId id, int version, Digest digest, List<Reach> reaches) {
        boolean seenBy(NodeId a, NodeId b) {
            return reaches.stream().anyMatch(reach -> reach.contains(a) && reach.contains(b));
        }
    }

    /** One link with what each end holds of what both share. */
    record Pair(NodeId child, NodeId parent, Digest childDigest, Digest parentDigest) {
        boolean agrees() {
            return childDigest.equals(parentDigest);
        }
    }

    private final Directory directory;
    private final Hash hash;
    private final Map<NodeId, List<Line>> tables = new TreeMap<>();

    private LinkDigests(Directory directory, Hash hash) {
        this.directory = directory;
        this.hash = hash;
    }

    static List<Pair> of(Iterable<OpenNode> nodes) {
        OpenNode any = nodes.iterator().next();
        LinkDigests digests = new LinkDigests(any.directory(), any.suite().hash());
        nodes.forEach(digests::read);
        return digests.directory.links().stream()
                .map(digests::pair)
                .sorted(Comparator.comparing(Pair::child).thenComparing(Pair::parent))
                .toList();
    }

    private void read(OpenNode node) {
        List<Line> lines = new ArrayList<>();
        node.database().read(tx -> {
            tx.each("SELECT body FROM record", row -> {
                RecordVersion version = RecordVersion.read(row.text("body").getBytes(StandardCharsets.UTF_8), hash);
                lines.add(new Line(
                        version.id(),
                        version.version(),
                        version.digest(),
                        version.streams().stream()
                                .map(stream -> directory.reach(version.author(), stream))
                                .toList()));
            });
            return true;
        });
        lines.sort(Comparator.comparing(Line::id));
        tables.put(node.node(), lines);
    }

    private Pair pair(Link link) {
        return new Pair(
                link.child(), link.parent(), digest(link.child(), link.parent()), digest(link.parent(), link.child()));
    }

    private Digest digest(NodeId at, NodeId other) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Line line : java.util.Objects.requireNonNull(tables.get(at))) {
            if (line.seenBy(at, other)) {
                bytes.writeBytes((line.id() + " " + line.version() + " " + line.digest() + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
        return hash.of(bytes.toByteArray());
    }
}

package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;

/**
 * What the next version of a record changes; what is empty stays as it is.
 *
 * @param further streams that it goes into from now on, besides those that it goes into already
 */
public record Revision(
        Optional<NodeId> holder, Optional<String> status, Optional<ObjectNode> content, Set<Stream> further) {
    public Revision {
        further = Set.copyOf(further);
    }

    public static Revision handOver(NodeId holder) {
        return new Revision(Optional.of(holder), Optional.empty(), Optional.empty(), Set.of());
    }

    public static Revision revoke() {
        return new Revision(Optional.empty(), Optional.of(RecordVersion.REVOKED), Optional.empty(), Set.of());
    }

    /** As {@link #revoke()}, saying why or by what it was replaced. */
    public static Revision revoke(ObjectNode content) {
        return new Revision(Optional.empty(), Optional.of(RecordVersion.REVOKED), Optional.of(content), Set.of());
    }

    /** In force again, with this content. */
    public static Revision restore(ObjectNode content) {
        return new Revision(Optional.empty(), Optional.of(RecordVersion.ACTIVE), Optional.of(content), Set.of());
    }

    public static Revision of(ObjectNode content) {
        return new Revision(Optional.empty(), Optional.empty(), Optional.of(content), Set.of());
    }
}

package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;

/** What the next version of a record changes; what is empty stays as it is. */
public record Revision(Optional<NodeId> holder, Optional<String> status, Optional<ObjectNode> content) {
    public static Revision handOver(NodeId holder) {
        return new Revision(Optional.of(holder), Optional.empty(), Optional.empty());
    }

    public static Revision revoke() {
        return new Revision(Optional.empty(), Optional.of(RecordVersion.REVOKED), Optional.empty());
    }

    public static Revision of(ObjectNode content) {
        return new Revision(Optional.empty(), Optional.empty(), Optional.of(content));
    }
}

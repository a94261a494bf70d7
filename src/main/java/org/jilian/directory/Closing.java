package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jilian.record.NodeId;

/** That a node is closed (撤销): from then on it signs nothing, and what it held its successor holds. */
public record Closing(Instant at, Optional<NodeId> successor) {
    static Closing read(Fields fields) {
        return new Closing(fields.value("at", Fields::instant), fields.optional("successor", NodeId::new));
    }

    ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("at", at.toString());
        successor.ifPresent(node -> document.put("successor", node.value()));
        return document;
    }
}

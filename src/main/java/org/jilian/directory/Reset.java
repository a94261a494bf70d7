package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/**
 * How a ledger goes on after equivocation, a lost backup or a stolen key: its sequence restarts at 1 in the new epoch, with
 * {@code previous} = the last good header. What lies between the last good parcel and the new epoch ceases to count.
 */
public record Reset(NodeId origin, Stream stream, LastGood lastGood, int newEpoch, String reason) implements Entry {
    static final String KIND = "reset";

    @Override
    public Key key() {
        return Key.of(KIND, origin, stream, newEpoch);
    }

    static Reset read(Fields fields) {
        return new Reset(
                fields.value("origin", NodeId::new),
                fields.value("stream", Stream::parse),
                fields.object("lastGood", LastGood::read),
                (int) fields.integer("newEpoch", 2, Integer.MAX_VALUE),
                fields.text("reason"));
    }

    @Override
    public ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("lastGood", lastGood.write());
        return document.put("newEpoch", newEpoch)
                .put("origin", origin.value())
                .put("reason", reason)
                .put("stream", stream.toString());
    }
}

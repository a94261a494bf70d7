package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.crypto.Suite;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;

/** Versions of one person's record, to make lines and forks of. */
final class Lines {
    static final Hash HASH = Suite.named("intl").hash();
    private static final String[] STREAMS = {"above.370811/registry"};

    private Lines() {}

    static RecordVersion first(NodeId author) {
        return first(author, "");
    }

    static RecordVersion first(NodeId author, String unit) {
        return RecordVersion.of(document(1, author, author, unit, STREAMS), HASH);
    }

    static RecordVersion next(RecordVersion before, NodeId author, NodeId holder, String unit, String... streams) {
        ObjectNode document =
                document(before.version() + 1, author, holder, unit, streams.length == 0 ? STREAMS : streams);
        return RecordVersion.of(document.put("previous", before.digest().toString()), HASH);
    }

    static RecordVersion after(int version, Digest previous, NodeId author, NodeId holder, String unit) {
        ObjectNode document = document(version, author, holder, unit, STREAMS);
        return RecordVersion.of(document.put("previous", previous.toString()), HASH);
    }

    /** Of nothing that anybody holds. */
    static Digest noDigest() {
        return HASH.of(new byte[] {'?'});
    }

    private static ObjectNode document(int version, NodeId author, NodeId holder, String unit, String... streams) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", "2026-01-31T08:00:00Z")
                .put("author", author.value())
                .put("division", "370811")
                .put("holder", holder.value())
                .put("id", "370811:person:" + "a".repeat(32))
                .put("kind", "person")
                .put("status", "active")
                .put("version", version);
        document.putObject("content").put("unit", unit);
        for (String stream : streams) {
            document.withArray("streams").add(stream);
        }
        return document;
    }
}

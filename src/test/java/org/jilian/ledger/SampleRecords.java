package org.jilian.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;

/** Hour records of one county, the same in every run. */
final class SampleRecords {
    private static final KindName HOURS = new KindName("hour-record");

    private SampleRecords() {}

    static List<RecordVersion> hours(Hash hash, NodeId author, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> hour(hash, author, "2026-KC-" + (100 + i), "1:" + "0".repeat(40), null))
                .toList();
    }

    /** @param protectedName digest of the name, where the record has one */
    static RecordVersion hour(Hash hash, NodeId author, String course, String subject, Digest protectedName) {
        RecordId id = new RecordId(author, HOURS, NaturalKey.hash(HOURS, List.of(subject, "2026", course), hash));
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", "2026-01-31T08:00:00Z")
                .put("author", author.value())
                .put("division", "370811")
                .put("holder", author.value())
                .put("id", id.toString())
                .put("kind", HOURS.value())
                .put("period", "2026")
                .put("status", "active")
                .put("subject", subject)
                .put("version", 1);
        document.putObject("content").put("course", course).put("hours", "4.5").put("title", "学时\"证明\"");
        document.putArray("streams").add("above." + author + "/hours");
        if (protectedName != null) {
            document.putObject("protected").put("name", protectedName.toString());
        }
        return RecordVersion.of(document, hash);
    }
}

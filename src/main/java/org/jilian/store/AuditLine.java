package org.jilian.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;

/**
 * One line of the audit trail, bound to the one before it.
 *
 * @param n from 1, without gaps
 * @param detail canonical JSON
 * @param previous digest of line {@code n - 1}; 32 zero bytes at line 1
 * @param digest of the line as canonical JSON, {@code previous} included
 */
public record AuditLine(long n, Instant at, String event, String node, String detail, Digest previous, Digest digest) {
    static final Digest BEFORE_FIRST = Digest.of(new byte[Digest.SIZE]);

    static AuditLine read(Row row) throws SQLException {
        return new AuditLine(
                row.number("n"),
                row.instant("at"),
                row.text("event"),
                row.text("node"),
                row.text("detail"),
                row.digest("previous"),
                row.digest("digest"));
    }

    /** @throws MalformedException if the detail is not canonical JSON */
    static Digest digest(long n, Instant at, String event, String node, String detail, Digest previous, Hash hash) {
        return hash.of(CanonicalJson.write(JsonNodeFactory.instance
                .objectNode()
                .put("n", n)
                .put("at", at.toEpochMilli())
                .put("event", event)
                .put("node", node)
                .put("previous", previous.toString())
                .set("detail", CanonicalJson.read(detail.getBytes(StandardCharsets.UTF_8)))));
    }

    Digest computed(Hash hash) {
        return digest(n, at, event, node, detail, previous, hash);
    }
}

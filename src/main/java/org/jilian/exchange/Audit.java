package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jilian.record.NodeId;
import org.jilian.record.Refusal;
import org.jilian.store.AuditEvent;
import org.jilian.store.AuditTrail;
import org.jilian.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every refusal into the audit trail and the log. The same refusal of the same thing, said again because its sender
 * sends it again, is written once an hour, so that a stubborn neighbour fills no disk.
 */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private final Self self;
    private final Database database;
    private final AuditTrail trail;
    private final Map<String, Instant> said = new ConcurrentHashMap<>();
    private final AtomicLong refusals = new AtomicLong();

    Audit(Self self, Database database) {
        this.self = self;
        this.database = database;
        this.trail = new AuditTrail(self.suite().hash());
    }

    void refused(NodeId neighbour, Message.Type type, Refusal refusal) {
        line(neighbour, type, refusal);
        // counted last: whoever sees the count finds the line
        refusals.incrementAndGet();
    }

    private void line(NodeId neighbour, Message.Type type, Refusal refusal) {
        Instant now = self.now();
        Instant before = said.get(neighbour + " " + type + " " + refusal);
        if (before != null && now.isBefore(before.plus(AGAIN))) {
            return;
        }
        LOG.warn("{} refused a {} from {}: {}", self.node(), type, neighbour, refusal);
        ObjectNode detail = JsonNodeFactory.instance
                .objectNode()
                .put("code", refusal.code().name())
                .put("message", type.name())
                .put("reason", refusal.detail());
        write("refused", neighbour, detail);
        // remembered after the commit: a line that a full disk kept out is written at the next attempt
        if (said.size() >= REMEMBERED) {
            said.clear();
        }
        said.put(neighbour + " " + type + " " + refusal, now);
    }

    void write(String event, NodeId about, ObjectNode detail) {
        database.change(tx -> trail.append(tx, List.of(new AuditEvent(self.now(), event, about, detail))));
    }

    /** Since the start, repeated ones included. */
    long refusals() {
        return refusals.get();
    }

    /** Binds what was appended into the chain. */
    void chain() {
        database.change(tx -> trail.chain(tx));
    }
}

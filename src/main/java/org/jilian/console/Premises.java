package org.jilian.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jilian.exchange.Self;
import org.jilian.record.Digest;
import org.jilian.store.AuditEvent;
import org.jilian.store.AuditTrail;
import org.jilian.store.Database;

/** What this room works with, of the node that it is in. */
public record Premises(Self self, Database database, AuditTrail audit) {
    /** Under a key of this node, so that whoever reads or writes the database can neither guess nor make one. */
    Digest keyed(String what, String text) {
        return Digest.of(self.keys().salt().of((what + "\n" + text).getBytes(StandardCharsets.UTF_8)));
    }

    /** Committed when this returns. */
    void note(String event, ObjectNode detail) {
        database.change(tx -> audit.append(tx, new AuditEvent(self.now(), event, self.node(), detail)));
    }
}

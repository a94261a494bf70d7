package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.record.Hash;
import org.jilian.record.RecordId;
import org.jilian.record.RefusalCode;
import org.jilian.store.AuditEvent;
import org.jilian.store.AuditTrail;
import org.jilian.store.Discrepancies;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Reports records of which two branches are held (分叉): which branch counts is a rule, but a person has to look at both.
 * An open discrepancy and a line in the audit trail, in the transaction that judged it; settled when a reset took the
 * other branch away.
 */
final class Forks {
    /** Two authors met: the holder and an override, or a holder and a closed one's successor. */
    static final String CONFLICT = "CONFLICT";

    /** One author signed two successors of one version. */
    static final String EQUIVOCATION = "EQUIVOCATION";

    private final Transaction tx;
    private final AuditTrail trail;
    private final Instant now;

    Forks(Transaction tx, Hash hash, Instant now) {
        this.tx = tx;
        this.trail = new AuditTrail(hash);
        this.now = now;
    }

    void judged(RecordId id, List<Lineage.Fork> forks, List<Versions.Held> before) throws SQLException {
        for (Lineage.Fork fork : forks) {
            String type = fork.isEquivocation() ? EQUIVOCATION : CONFLICT;
            ObjectNode evidence = evidence(fork);
            if (Discrepancies.note(tx, type, id.toString(), evidence, now)) {
                evidence.put("record", id.toString());
                trail.append(
                        tx,
                        new AuditEvent(
                                now,
                                type.toLowerCase(java.util.Locale.ROOT),
                                fork.losers().get(0).author(),
                                evidence));
            }
        }
        boolean wasForked = before.stream().anyMatch(held -> held.code().equals(Optional.of(RefusalCode.FORK.name())));
        if (forks.isEmpty() && wasForked) {
            Discrepancies.settle(tx, CONFLICT, id.toString(), now);
            Discrepancies.settle(tx, EQUIVOCATION, id.toString(), now);
        }
    }

    private static ObjectNode evidence(Lineage.Fork fork) {
        ObjectNode evidence = JsonNodeFactory.instance
                .objectNode()
                .put("counts", fork.winner().digest().toString())
                .put("version", fork.winner().version());
        ArrayNode others = evidence.putArray("others");
        fork.losers()
                .forEach(loser -> others.addObject()
                        .put("author", loser.author().value())
                        .put("digest", loser.digest().toString()));
        return evidence;
    }
}

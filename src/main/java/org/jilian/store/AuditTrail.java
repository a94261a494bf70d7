package org.jilian.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;

/**
 * What happened on this node (审计日志), in lines that only grow and each bind the one before. A line appended by a
 * transaction exists exactly if that transaction committed.
 *
 * <p>Appending contends with nobody, so that a link full of refusals slows no other: lines wait beside the chain until
 * {@link #chain} binds a batch of them, in a transaction of its own.
 */
public final class AuditTrail {
    /** Lines that one transaction binds at most. */
    public static final int CHAINED_AT_ONCE = 2_000;

    private final Hash hash;

    public AuditTrail(Hash hash) {
        this.hash = hash;
    }

    public void append(Transaction tx, AuditEvent event) throws SQLException {
        append(tx, List.of(event));
    }

    public void append(Transaction tx, Iterable<AuditEvent> events) throws SQLException {
        tx.batch(
                "INSERT INTO audit_waiting (at, event, node, detail) VALUES (?, ?, ?, ?)",
                events,
                e -> Transaction.values(e.at(), e.event(), e.node(), CanonicalJson.text(e.detail())));
    }

    /** @return how many waiting lines were bound; as many as {@link #CHAINED_AT_ONCE} means that more may wait */
    public int chain(Transaction tx) throws SQLException {
        // two processes of one node take turns: the row stays locked until the commit
        tx.update("INSERT INTO fact (name, content) VALUES ('audit.chain', '')"
                + " ON CONFLICT (name) DO UPDATE SET content = excluded.content");
        List<Long> taken = new ArrayList<>();
        List<AuditLine> lines = new ArrayList<>();
        AuditLine last = last(tx);
        tx.each("SELECT n, at, event, node, detail FROM audit_waiting ORDER BY n LIMIT " + CHAINED_AT_ONCE, row -> {
            taken.add(row.number("n"));
            AuditLine before = lines.isEmpty() ? last : lines.get(lines.size() - 1);
            lines.add(next(before, row));
        });
        tx.batch(
                "INSERT INTO audit (n, at, event, node, detail, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
                lines,
                l -> Transaction.values(l.n(), l.at(), l.event(), l.node(), l.detail(), l.previous(), l.digest()));
        // one by one: a number below the last may belong to a transaction that commits between reading and deleting
        tx.batch("DELETE FROM audit_waiting WHERE n = ?", taken, Transaction::values);
        return lines.size();
    }

    /** Reads every line; memory does not grow with their number. */
    public AuditVerdict verify(Database database) {
        return database.read(tx -> {
            Check check = new Check();
            tx.each("SELECT * FROM audit ORDER BY n", row -> check.accept(AuditLine.read(row)));
            return check.verdict();
        });
    }

    /** The newest lines first; those still waiting are not among them. */
    public List<AuditLine> latest(Transaction tx, int limit) throws SQLException {
        return tx.list("SELECT * FROM audit ORDER BY n DESC LIMIT ?", AuditLine::read, limit);
    }

    private AuditLine last(Transaction tx) throws SQLException {
        return latest(tx, 1).stream()
                .findFirst()
                .orElse(new AuditLine(0, Instant.EPOCH, "", "", "{}", AuditLine.BEFORE_FIRST, AuditLine.BEFORE_FIRST));
    }

    private AuditLine next(AuditLine before, Row row) throws SQLException {
        long n = before.n() + 1;
        Instant at = row.instant("at");
        String event = row.text("event");
        String node = row.text("node");
        String detail = row.text("detail");
        Digest digest = AuditLine.digest(n, at, event, node, detail, before.digest(), hash);
        return new AuditLine(n, at, event, node, detail, before.digest(), digest);
    }

    /** Walks the chain; nothing after the first broken line is judged. */
    private final class Check {
        private long lines;
        private Digest head = AuditLine.BEFORE_FIRST;
        private AuditVerdict.@org.jspecify.annotations.Nullable Broken broken;

        void accept(AuditLine line) {
            if (broken != null) {
                return;
            }
            String reason = reason(line);
            if (reason.isEmpty()) {
                lines++;
                head = line.digest();
            } else {
                broken = new AuditVerdict.Broken(lines + 1, reason);
            }
        }

        private String reason(AuditLine line) {
            if (line.n() != lines + 1) {
                return "line " + (lines + 1) + " should follow, but line " + line.n() + " does: lines were removed";
            }
            if (!line.previous().equals(head)) {
                return "'previous' should be " + head + ", but is " + line.previous();
            }
            try {
                Digest computed = line.computed(hash);
                return computed.equals(line.digest())
                        ? ""
                        : "the digest should be " + computed + ", but is " + line.digest() + ": the line was changed";
            } catch (MalformedException e) {
                return "the detail was changed: " + e.getMessage();
            }
        }

        AuditVerdict verdict() {
            return broken != null ? broken : new AuditVerdict.Intact(lines, head);
        }
    }
}

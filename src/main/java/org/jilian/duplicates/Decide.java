package org.jilian.duplicates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.MergedAway;
import org.jilian.exchange.Revision;
import org.jilian.exchange.Self;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Hash;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.AuditEvent;
import org.jilian.store.AuditTrail;
import org.jilian.store.Discrepancies;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * A person's word on a proposal (确认 or 否决). The word, its line of the audit trail and every version that follows from it
 * are written in one transaction, or none is.
 */
public final class Decide {
    public static final String CONFIRMED = "duplicate.confirmed";
    public static final String REJECTED = "duplicate.rejected";
    public static final String UNDONE = "duplicate.undone";

    private final Self self;
    private final Exchange exchange;

    public Decide(Self self, Exchange exchange) {
        this.self = self;
        this.exchange = exchange;
    }

    /** @param keep the record that stays; if none is named, one that this node holds, of several the one whose id is smallest */
    public record Word(String proposal, String who, String reason, Optional<RecordId> keep) {
        public Word {
            refuseBlank(reason);
        }
    }

    private static void refuseBlank(String reason) {
        if (reason.isBlank()) {
            throw new CannotDecideException("a decision should have a reason, but has none");
        }
    }

    private record Open(String type, String id, JsonNode evidence, List<RecordVersion> records) {}

    /**
     * They are one: the next version of the record that is kept has the others' names or pseudonyms, and the others are
     * revoked with a note which record they were merged into, where this node may.
     *
     * @return what was kept, merged, and left to another node that holds it
     * @throws CannotDecideException if no such proposal is open, or its records have changed since
     */
    public ObjectNode confirm(Word word) {
        return exchange.compose((tx, pen) -> {
            Open open = open(tx, word.proposal());
            RecordVersion kept = kept(open, word);
            List<RecordVersion> others =
                    open.records().stream().filter(each -> !each.equals(kept)).toList();
            ObjectNode merged = Merger.of(kept).content(kept, others);
            if (!merged.equals(kept.content())) {
                Authored authored = pen.revise(kept.id(), Revision.of(merged));
                if (!(authored instanceof Authored.Next)) {
                    throw new CannotDecideException(
                            "node " + self.node() + " should be able to author the next version of "
                                    + kept.id() + ", but is not: " + said(authored)
                                    + ". Name another record with --keep, or have its holder decide");
                }
            }
            ObjectNode answer = JsonNodeFactory.instance
                    .objectNode()
                    .put("proposal", open.id())
                    .put("kept", kept.id().toString());
            ArrayNode revoked = answer.putArray("merged");
            ArrayNode left = answer.putArray("left");
            for (RecordVersion other : others) {
                ObjectNode content = other.content()
                        .deepCopy()
                        .put(MergedAway.INTO, kept.id().toString());
                Authored authored = pen.revise(other.id(), Revision.revoke(content));
                if (authored instanceof Authored.Next) {
                    revoked.add(other.id().toString());
                } else if (authored instanceof Authored.HeldElsewhere elsewhere) {
                    left.addObject()
                            .put("record", other.id().toString())
                            .put("holder", elsewhere.holder().value());
                } else {
                    throw new CannotDecideException(other.id() + " should be revoked, but is not: " + said(authored));
                }
            }
            decided(tx, open, word, CONFIRMED, answer);
            return answer;
        });
    }

    /** They are not one; they are not proposed again unless something that was compared changes. */
    public ObjectNode reject(Word word) {
        return exchange.compose((tx, pen) -> {
            Open open = open(tx, word.proposal());
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("proposal", open.id());
            decided(tx, open, word, REJECTED, answer);
            return answer;
        });
    }

    /**
     * A merger was wrong: the record that was merged away is in force again, and the one that was kept no longer has its
     * name or pseudonym. They will be proposed again, to be rejected.
     *
     * @param merged the record that was merged away
     * @return both, and what is left to another node that holds it
     * @throws CannotDecideException if it is not merged, or another node holds it
     */
    public ObjectNode undo(RecordId merged, String who, String reason) {
        refuseBlank(reason);
        return exchange.compose((tx, pen) -> {
            RecordVersion before = Versions.current(tx, merged, self.suite().hash())
                    .map(Versions.Held::version)
                    .orElseThrow(() -> new CannotDecideException("record " + merged
                            + " should be held here, but is not: copy its id from the import's report"));
            RecordId into = MergedAway.into(before)
                    .map(RecordId::parse)
                    .orElseThrow(() -> new CannotDecideException("record " + merged
                            + " should be merged into another, but is " + before.status()
                            + " and names none: there is nothing to undo"));
            ObjectNode content = before.content().deepCopy();
            content.remove(MergedAway.INTO);
            Authored again = pen.revise(merged, Revision.restore(content));
            if (!(again instanceof Authored.Next)) {
                throw new CannotDecideException("node " + self.node() + " should be able to put " + merged
                        + " in force again, but is not: " + said(again) + ". Have its holder undo the merger");
            }
            ObjectNode answer = JsonNodeFactory.instance
                    .objectNode()
                    .put("record", merged.toString())
                    .put("kept", into.toString());
            ArrayNode left = answer.putArray("left");
            Optional<RecordVersion> kept =
                    Versions.current(tx, into, self.suite().hash()).map(Versions.Held::version);
            if (kept.isPresent()) {
                ObjectNode without = Merger.of(before).without(kept.get(), before);
                if (!without.equals(kept.get().content())
                        && !(pen.revise(into, Revision.of(without)) instanceof Authored.Next)) {
                    left.addObject()
                            .put("record", into.toString())
                            .put("holder", kept.get().holder().value());
                }
            }
            ObjectNode detail =
                    JsonNodeFactory.instance.objectNode().put("who", who).put("reason", reason);
            detail.setAll(answer.deepCopy());
            new AuditTrail(self.suite().hash()).append(tx, new AuditEvent(self.now(), UNDONE, self.node(), detail));
            return answer;
        });
    }

    private Open open(Transaction tx, String id) throws SQLException {
        for (String type : List.of(Proposals.CONFLICT, Proposals.SAME_PERSON, Proposals.SAME_INSTITUTION)) {
            String evidence = Discrepancies.open(tx, type, List.of(id)).get(id);
            if (evidence != null) {
                JsonNode document = CanonicalJson.read(evidence.getBytes(StandardCharsets.UTF_8));
                return new Open(type, id, document, records(tx, id, document));
            }
        }
        throw new CannotDecideException(
                "proposal " + id + " should be open, but is not: 'jilian duplicates' lists those" + " that are");
    }

    private List<RecordVersion> records(Transaction tx, String id, JsonNode evidence) throws SQLException {
        List<RecordVersion> records = new ArrayList<>();
        for (JsonNode each : evidence.path("records")) {
            RecordId record = RecordId.parse(each.path("record").asText());
            Optional<RecordVersion> version =
                    Versions.current(tx, record, self.suite().hash()).map(Versions.Held::version);
            boolean same = version.filter(held -> held.status().equals(RecordVersion.ACTIVE)
                            && Proposals.what(held, self.suite().hash())
                                    .equals(each.path("what").asText()))
                    .isPresent();
            if (!same) {
                throw new CannotDecideException(
                        "the records of proposal " + id + " should be as they were compared, but " + record
                                + " has changed: run 'jilian duplicates' and look again");
            }
            records.add(version.orElseThrow());
        }
        return records;
    }

    private RecordVersion kept(Open open, Word word) {
        if (word.keep().isPresent()) {
            return open.records().stream()
                    .filter(each -> each.id().equals(word.keep().get()))
                    .findFirst()
                    .orElseThrow(() -> new CannotDecideException("--keep should be one of "
                            + open.records().stream().map(RecordVersion::id).toList() + ", but is "
                            + word.keep().get()));
        }
        return open.records().stream()
                .min(Comparator.comparing((RecordVersion each) -> !each.holder().equals(self.node()))
                        .thenComparing(each -> each.id().toString()))
                .orElseThrow();
    }

    private void decided(Transaction tx, Open open, Word word, String event, ObjectNode answer) throws SQLException {
        Hash hash = self.suite().hash();
        ObjectNode decision =
                JsonNodeFactory.instance.objectNode().put("decision", event).put("of", digest(open.evidence(), hash));
        Discrepancies.note(tx, Proposals.DECIDED, open.id(), decision, self.now());
        Discrepancies.settle(tx, Proposals.DECIDED, open.id(), self.now());
        Discrepancies.settle(tx, open.type(), open.id(), self.now());
        ObjectNode detail = JsonNodeFactory.instance
                .objectNode()
                .put("who", word.who())
                .put("reason", word.reason())
                .put("type", open.type());
        detail.setAll(answer.deepCopy());
        ArrayNode records = detail.putArray("records");
        open.records().forEach(each -> records.add(each.id().toString()));
        new AuditTrail(hash).append(tx, new AuditEvent(self.now(), event, self.node(), detail));
    }

    /**
     * Whether a person has said that these are not one, on this evidence. What was confirmed and is found again is asked
     * again: its holder has not revoked it yet, or the merger was undone.
     */
    static boolean isRejected(Transaction tx, String id, ObjectNode evidence, Hash hash) throws SQLException {
        String said = Discrepancies.settled(tx, Proposals.DECIDED, List.of(id)).get(id);
        if (said == null) {
            return false;
        }
        JsonNode decision = CanonicalJson.read(said.getBytes(StandardCharsets.UTF_8));
        return decision.path("decision").asText().equals(REJECTED)
                && decision.path("of").asText().equals(digest(evidence, hash));
    }

    private static String digest(JsonNode evidence, Hash hash) {
        return hash.of(CanonicalJson.write(evidence)).toString();
    }

    private static String said(Authored authored) {
        if (authored instanceof Authored.HeldElsewhere elsewhere) {
            return "node " + elsewhere.holder() + " holds it";
        }
        return authored instanceof Authored.Refused refused ? refused.refusal().toString() : authored.toString();
    }
}

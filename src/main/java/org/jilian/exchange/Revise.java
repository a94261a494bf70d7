package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.directory.Directory;
import org.jilian.ledger.Outcome;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Channel;
import org.jilian.record.Disclosure;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.record.Stream;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;
import org.jilian.store.Turns;
import org.jilian.store.Unsealed;
import org.jilian.store.Versions;

/**
 * Authors the next version of a record that is held: a correction, a revocation, a hand-over to another holder. Only its
 * holder may, or whoever the kind's descriptor lets override.
 */
final class Revise {
    private final Self self;
    private final Inspect inspect;
    private final Directory directory;
    private final Disclosures disclosures;

    Revise(Self self, Inspect inspect, Directory directory) {
        this.self = self;
        this.inspect = inspect;
        this.directory = directory;
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    Authored revise(Transaction tx, RecordId id, Revision revision) throws SQLException {
        Turns.take(tx, List.of(id));
        Optional<Versions.Held> held = Versions.current(tx, id, self.suite().hash());
        if (held.isEmpty()) {
            return refused(RefusalCode.PREDECESSOR_MISSING, "no version of " + id + " is held");
        }
        RecordVersion before = held.get().version();
        RecordVersion next = next(before, revision);
        Entitlements entitlements = new Entitlements(directory);
        if (!entitlements.successorOf(before.holder()).equals(self.node()) && !entitlements.overrides(next)) {
            return new Authored.HeldElsewhere(id, before.holder());
        }
        Optional<String> misstep = entitlements.following(before, next);
        if (misstep.isPresent()) {
            return refused(RefusalCode.STEP, misstep.get());
        }
        Optional<Refusal> unfit = directory
                .kind(id.kind())
                .map(kind ->
                        inspect.unfit(next, kind).or(() -> Inspect.tooLarge(next.bytes().length, directory.limits())))
                .orElse(Optional.of(
                        new Refusal(RefusalCode.KIND_UNKNOWN, id.kind().value())));
        if (unfit.isPresent()) {
            return new Authored.Refused(unfit.get());
        }
        Versions.moveToHistory(
                tx, List.of(new Versions.Held(before, Outcome.SUPERSEDED, Optional.empty(), Optional.empty())));
        Versions.putCurrent(tx, List.of(new Versions.Held(next, Outcome.APPLIED, Optional.empty(), Optional.empty())));
        Unsealed.add(
                tx,
                next.streams().stream()
                        .map(stream -> new Unsealed.Entry(stream, next))
                        .toList(),
                self.now());
        disclosures.put(
                tx,
                disclosures.find(tx, before).stream()
                        .map(value -> new Disclosure(id, next.version(), value.path(), value.salt(), value.value()))
                        .toList(),
                self.suite().hash());
        return new Authored.Next(next);
    }

    private RecordVersion next(RecordVersion before, Revision revision) {
        ObjectNode document = (ObjectNode) CanonicalJson.read(before.bytes());
        document.put("version", before.version() + 1);
        document.put("previous", before.digest().toString());
        document.put("author", self.node().value());
        document.put("at", self.nowInSeconds().toString());
        document.put("holder", revision.holder().orElse(before.holder()).value());
        revision.status().ifPresent(status -> document.put("status", status));
        revision.content().ifPresent(content -> document.set("content", content));
        ArrayNode array = document.putArray("streams");
        streams(before, revision).forEach(stream -> array.add(stream.toString()));
        return RecordVersion.of(document, self.suite().hash());
    }

    /**
     * A new holder gets the record, and so does everybody above it; its first author and whoever held it get it back, when
     * a node above them corrects it (校核纠错): unless they do already.
     */
    private Set<Stream> streams(RecordVersion before, Revision revision) {
        Set<Stream> streams = new TreeSet<>(before.streams());
        streams.addAll(revision.further());
        Channel channel = before.streams().get(0).channel();
        if (revision.holder().filter(holder -> !getsIt(before, holder)).isPresent()) {
            NodeId holder = revision.holder().get();
            streams.add(new Stream(Stream.Direction.TO, holder, channel));
            streams.add(new Stream(Stream.Direction.ABOVE, holder, channel));
        }
        for (NodeId node : List.of(before.id().firstAuthor(), before.holder())) {
            if (!node.equals(self.node()) && !isReached(streams, node)) {
                streams.add(new Stream(Stream.Direction.TO, node, channel));
            }
        }
        return streams;
    }

    private boolean isReached(Set<Stream> streams, NodeId node) {
        return streams.stream()
                .anyMatch(stream -> directory.reach(self.node(), stream).contains(node));
    }

    /** As the one who held it, or because it lies above the node that the record comes from. */
    private boolean getsIt(RecordVersion before, NodeId holder) {
        return holder.equals(before.holder())
                || before.streams().stream()
                        .anyMatch(stream -> stream.direction() == Stream.Direction.ABOVE
                                && !stream.node().equals(holder)
                                && directory.reach(self.node(), stream).contains(holder)
                                && directory.isAncestor(holder, stream.node()));
    }

    private static Authored refused(RefusalCode code, String detail) {
        return new Authored.Refused(new Refusal(code, detail));
    }
}

package org.jilian.cli.demo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.node.OpenNode;
import org.jilian.cli.node.ServedNode;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Message;
import org.jilian.ledger.Frame;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Parcel;
import org.jilian.ledger.ParcelWriter;
import org.jilian.ledger.Place;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Channel;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;
import org.jilian.store.Ledgers;

/**
 * A parcel as somebody would send it who got hold of a county's link but not of its key: the right place in the ledger,
 * the right predecessor, a sound body, signed under a certificate that he made himself.
 */
final class Forgery {
    private final ServedNode victim;

    Forgery(ServedNode victim) {
        this.victim = victim;
    }

    /** Goes over the real link. @return false if the victim has not sealed anything yet */
    boolean send(NodeId parent) {
        OpenNode node = victim.open();
        LedgerId ledger =
                new LedgerId(node.node(), new Stream(Stream.Direction.ABOVE, node.node(), new Channel("hours")));
        Optional<Ledgers.Position> head = node.database().read(tx -> Ledgers.find(tx, ledger));
        Optional<RecordVersion> record = node.database()
                .read(tx -> tx.find(
                        "SELECT body FROM record WHERE kind = 'hour-record' LIMIT 1",
                        row -> RecordVersion.read(
                                row.text("body").getBytes(StandardCharsets.UTF_8),
                                node.suite().hash())));
        if (head.isEmpty() || record.isEmpty()) {
            return false;
        }
        Parcel parcel = parcel(node, head.get(), record.get());
        byte[] frame = Frame.join(List.of(parcel.header(), parcel.signature(), parcel.records(), parcel.disclosures()));
        victim.toNeighbour().send(new Envelope(parent, new Message(Message.Type.PARCEL, frame)));
        return true;
    }

    private static Parcel parcel(OpenNode node, Ledgers.Position head, RecordVersion record) {
        Instant now = node.self().nowInSeconds();
        CertificateAuthority selfMade = CertificateAuthority.create(
                node.suite(),
                node.node().value(),
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(1)),
                new SecureRandom());
        Place next = new Place(head.ledger(), head.epoch(), head.sequence() + 1);
        return new ParcelWriter(node.directory().federation(), node.suite(), List.of(selfMade.signingKey()))
                .write(
                        new ParcelWriter.Continuation(
                                next, head.head(), node.directory().version()),
                        List.of(record),
                        new byte[0],
                        now);
    }

    /** The newest refusal in a node's audit trail: its code and reason. */
    static Optional<String> lastRefusal(OpenNode node) {
        String waiting = "SELECT detail FROM audit_waiting WHERE event = 'refused' ORDER BY n DESC LIMIT 1";
        String chained = "SELECT detail FROM audit WHERE event = 'refused' ORDER BY n DESC LIMIT 1";
        return node.database()
                .read(tx -> {
                    Optional<String> found = tx.find(waiting, row -> row.text("detail"));
                    return found.isPresent() ? found : tx.find(chained, row -> row.text("detail"));
                })
                .map(detail -> CanonicalJson.read(detail.getBytes(StandardCharsets.UTF_8)))
                .map(detail -> detail.path("code").asText() + ": "
                        + detail.path("reason").asText());
    }
}

package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jilian.crypto.SigningKey;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.MerkleTree;
import org.jilian.ledger.Place;
import org.jilian.ledger.Records;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;

/** Parcels as no honest node makes them, signed all the same: one thing wrong with each. */
final class Forger {
    private final LedgerId ledger;
    private String federation = "sample";
    private long epoch = 1;
    private long sequence = 1;
    private Optional<Digest> previous = Optional.empty();
    private int directory = 1;
    private Instant sealedAt = Town.NOW;
    private SigningKey key;

    Forger(LedgerId ledger) {
        this.ledger = ledger;
        this.key = Town.KEYS.of(ledger.origin()).keys().signing();
    }

    Forger federation(String other) {
        federation = other;
        return this;
    }

    Forger at(long inEpoch, long atSequence, Optional<Digest> after) {
        epoch = inEpoch;
        sequence = atSequence;
        previous = after;
        return this;
    }

    Forger directory(int version) {
        directory = version;
        return this;
    }

    Forger sealedAt(Instant instant) {
        sealedAt = instant;
        return this;
    }

    Forger signedBy(SigningKey other) {
        key = other;
        return this;
    }

    byte[] frame(byte[]... records) {
        List<byte[]> all = List.of(records);
        MerkleTree tree =
                new MerkleTree(all.stream().map(Town.SUITE.hash()::leaf).toList(), Town.SUITE.hash());
        return frame(new Header.Body(all.size(), tree.root(), Records.size(all)), Records.pack(all));
    }

    byte[] frame(Header.Body body, byte[] packed) {
        byte[] header =
                new Header(federation, new Place(ledger, epoch, sequence), previous, directory, sealedAt, body).write();
        return Frame.join(List.of(header, Town.SUITE.sign(header, sealedAt, List.of(key)), packed, new byte[0]));
    }

    /** An hour record's bytes; the letter makes it another record. */
    static byte[] hour(NodeId author, char letter) {
        return hour(author, letter, document -> {});
    }

    static byte[] hour(NodeId author, char letter, Consumer<ObjectNode> change) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", "2026-01-08T00:00:00Z")
                .put("author", author.value())
                .put("division", "370811")
                .put("holder", author.value())
                .put("id", author + ":hour-record:" + String.valueOf(letter).repeat(32))
                .put("kind", "hour-record")
                .put("period", "2026")
                .put("status", "active")
                .put("subject", "1:00")
                .put("version", 1);
        document.putObject("content").put("course", "C" + letter).put("hours", "4.5");
        document.putArray("streams").add("above." + author + "/hours");
        change.accept(document);
        return CanonicalJson.write(document);
    }

    /** The frame with one of its four parts in another form: 0 header, 1 signature, 2 records, 3 disclosures. */
    static byte[] with(byte[] frame, int part, byte[] other) {
        List<byte[]> parts = new java.util.ArrayList<>(Frame.split(frame, 4));
        parts.set(part, other);
        return Frame.join(parts);
    }

    static byte[] part(byte[] frame, int part) {
        return Frame.split(frame, 4).get(part);
    }

    static byte[] header(byte[] frame, Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) CanonicalJson.read(part(frame, 0));
        change.accept(document);
        return with(frame, 0, CanonicalJson.write(document));
    }

    static Digest digest(byte[] frame) {
        return Header.digest(part(frame, 0), Town.SUITE.hash());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

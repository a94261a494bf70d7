package org.jilian.certificate.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.crypto.BareSignature;
import org.jilian.crypto.Suite;
import org.jilian.ledger.Header;
import org.jilian.ledger.InclusionProof;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Proof;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Channel;
import org.jilian.record.MalformedException;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;

/**
 * The proof of a certificate's face, without what a verifier can work out: id and streams of the record, root and format
 * of the header, and of the signature all but {@link BareSignature}. What is worked out is byte for byte what was signed,
 * or the signature does not hold. Read from anywhere, it proves nothing before {@link Verifier} has judged it.
 */
public final class FaceProof {
    private static final Channel CHANNEL = new Channel("certificates");

    private final RecordVersion record;
    private final CertificateFace face;
    private final Header header;
    private final InclusionProof inclusion;
    private final BareSignature signature;

    /** @throws MalformedException if the record is no face, or the path does not lead to the header's root */
    FaceProof(RecordVersion record, Header header, InclusionProof inclusion, BareSignature signature) {
        this.record = record;
        this.face = CertificateFace.read(record);
        this.header = header;
        this.inclusion = inclusion;
        this.signature = signature;
    }

    /**
     * Of the proof of a face that was just issued.
     *
     * @throws MalformedException if the proof is broken, or its record is not what a face's should be: version 1, active,
     *     held by its author, in the author's ledger for the levels above or for whom it is delivered to, about nobody
     */
    public static FaceProof of(Proof proof, Suite suite) {
        if (!(proof.check(suite) instanceof Proof.Checked.Holds holds)) {
            throw new MalformedException(
                    "proof of a face", "whole", ((Proof.Checked.Broken) proof.check(suite)).refusal() + "");
        }
        FaceProof made = new FaceProof(
                holds.record(), holds.header(), proof.inclusion(), BareSignature.of(proof.signature(), suite));
        FaceProof again = read(made.write(suite), suite);
        same("record", proof.record(), again.record.bytes());
        same("header", proof.header(), again.header.write());
        return made;
    }

    /** One field that the compact form has no place for is said by name. */
    private static void same(String what, byte[] signed, byte[] again) {
        if (Arrays.equals(signed, again)) {
            return;
        }
        JsonNode expected = CanonicalJson.read(again);
        JsonNode actual = CanonicalJson.read(signed);
        Iterator<Map.Entry<String, JsonNode>> fields = expected.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getValue().equals(actual.path(field.getKey()))) {
                throw new MalformedException(
                        "field '" + field.getKey() + "' of a face's " + what,
                        field.getValue().toString(),
                        actual.path(field.getKey()).toString());
            }
        }
        throw new MalformedException("a face's " + what, "with no field but " + expected, actual.toString());
    }

    /** The bytes of the compact form; {@code docs/wire.md} says which. */
    public byte[] write(Suite suite) {
        return FaceBytes.write(this, suite);
    }

    /** @throws MalformedException naming the part, what it should be and what it is */
    public static FaceProof read(byte[] bytes, Suite suite) {
        return FaceBytes.read(bytes, suite);
    }

    /** The record that holds a face, as its author writes it: nothing in it is left to choose. */
    static RecordVersion record(Made made, CertificateFace face, Suite suite) {
        NodeId author = made.author();
        String key = NaturalKey.hash(CertificateFace.KIND, List.of(face.serial()), suite.hash());
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", made.at().toString())
                .put("author", author.value())
                .put("division", made.division())
                .put("holder", author.value())
                .put("id", new RecordId(author, CertificateFace.KIND, key).toString())
                .put("kind", CertificateFace.KIND.value())
                .put("status", RecordVersion.ACTIVE)
                .put("version", 1);
        document.set("content", face.content());
        made.period().ifPresent(period -> document.put("period", period));
        ArrayNode streams =
                document.putArray("streams").add(ledger(author).stream().toString());
        face.deliverTo().ifPresent(to -> streams.add(ledger(author, to).stream().toString()));
        return RecordVersion.of(document, suite.hash());
    }

    /** Who wrote a face's record, when, and under which division and period it is counted. */
    record Made(NodeId author, java.time.Instant at, String division, Optional<String> period) {}

    /** Where a node's faces stand. */
    static LedgerId ledger(NodeId author) {
        return new LedgerId(author, new Stream(Stream.Direction.ABOVE, author, CHANNEL));
    }

    /** Where they stand for the node that gets them back. */
    static LedgerId ledger(NodeId author, NodeId deliveredTo) {
        return new LedgerId(author, new Stream(Stream.Direction.TO, deliveredTo, CHANNEL));
    }

    public RecordVersion record() {
        return record;
    }

    public CertificateFace face() {
        return face;
    }

    public Header header() {
        return header;
    }

    InclusionProof inclusion() {
        return inclusion;
    }

    BareSignature signature() {
        return signature;
    }
}

package org.jilian.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jilian.crypto.Suite;
import org.jilian.crypto.Verification;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;

/**
 * One record that stands alone (存在证明): its bytes, the path to the root, the header that holds the root, and the
 * signature over the header. It says who signed the record and at which place; whether that signer was entitled to is the
 * directory's to say.
 */
public record Proof(byte[] record, InclusionProof inclusion, byte[] header, byte[] signature) {
    public static final String FORMAT = "jilian-proof/1";

    private static final Set<String> FIELDS =
            Set.of("format", "header", "index", "path", "record", "signature", "size");
    private static final Set<String> PLACE = Set.of("index", "path", "size");
    /** Enough for 2^32 leaves; a longer path is no proof. */
    private static final int MAX_PATH = 32;

    /** What checking a proof gives. */
    public sealed interface Checked {
        record Holds(RecordVersion record, Header header, List<Verification.Signer> signers) implements Checked {}

        record Broken(Refusal refusal) implements Checked {}
    }

    /** Everything that needs no directory: form, path, root, count and signature. */
    public Checked check(Suite suite) {
        RecordVersion version;
        Header parsed;
        try {
            version = RecordVersion.read(record, suite.hash());
            parsed = Header.read(header);
        } catch (MalformedException e) {
            return broken(RefusalCode.RECORD_FORM, e.getMessage() + "");
        }
        if (inclusion.size() != parsed.body().count()
                || !inclusion.verify(version.digest(), parsed.body().root(), suite.hash())) {
            return broken(RefusalCode.BODY, "the record is not in the parcel " + parsed.place() + " as signed");
        }
        Verification verification = suite.verify(header, signature);
        if (verification instanceof Verification.Genuine genuine) {
            return new Checked.Holds(version, parsed, genuine.signers());
        }
        return broken(RefusalCode.SIGNATURE, ((Verification.Forged) verification).reason());
    }

    public ObjectNode write() {
        return place().put("format", FORMAT)
                .put("header", new String(header, StandardCharsets.UTF_8))
                .put("record", new String(record, StandardCharsets.UTF_8))
                .put("signature", Base64.getEncoder().encodeToString(signature));
    }

    private ObjectNode place() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("index", inclusion.index())
                .put("size", inclusion.size());
        ArrayNode path = document.putArray("path");
        inclusion.path().forEach(digest -> path.add(digest.toString()));
        return document;
    }

    /** As nodes send it to each other: a {@link Frame} of record, header, signature and place (index, path, size). */
    public byte[] frame() {
        return Frame.join(List.of(record, header, signature, CanonicalJson.write(place())));
    }

    /** @throws MalformedException naming the part or field, what it should be and what it is */
    public static Proof ofFrame(byte[] frame) {
        List<byte[]> parts = Frame.split(frame, 4);
        Json place = Json.of("place of a proof", CanonicalJson.read(parts.get(3)), PLACE, Set.of());
        return new Proof(parts.get(0), inclusion(place), parts.get(1), parts.get(2));
    }

    private static InclusionProof inclusion(Json json) {
        if (json.node("path").size() > MAX_PATH) {
            throw new MalformedException("path of a proof", "at most " + MAX_PATH + " digests", "longer");
        }
        List<Digest> path = new ArrayList<>();
        json.node("path").forEach(node -> path.add(Digest.parse(node.asText())));
        return new InclusionProof(json.number("index", 0), json.number("size", 1), path);
    }

    /** @throws MalformedException naming the field, what it should be and what it is */
    public static Proof read(JsonNode document) {
        Json json = Json.of("proof", document, FIELDS, Set.of());
        if (!json.text("format").equals(FORMAT)) {
            throw new MalformedException("format of a proof", FORMAT, json.text("format"));
        }
        return new Proof(
                json.text("record").getBytes(StandardCharsets.UTF_8),
                inclusion(json),
                json.text("header").getBytes(StandardCharsets.UTF_8),
                base64(json.text("signature")));
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("signature of a proof", "base64", text);
        }
    }

    private static Checked.Broken broken(RefusalCode code, String detail) {
        return new Checked.Broken(new Refusal(code, detail));
    }
}

package org.jilian.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/**
 * What is signed of a parcel (包头): its place in the ledger, its predecessor, and the Merkle root of its records. Two
 * parcels are the same if and only if their header bytes are.
 *
 * @param previous digest of the header before; of the last good one after a reset; absent for the first
 * @param directory version of the directory it was sealed under; never falls along a ledger
 * @param sealedAt when it was sealed, UTC; never falls along a ledger
 */
public record Header(
        String federation, Place place, Optional<Digest> previous, int directory, Instant sealedAt, Body body) {
    public static final String FORMAT = "jilian-parcel/1";

    private static final Set<String> REQUIRED = Set.of(
            "count",
            "directory",
            "epoch",
            "federation",
            "format",
            "origin",
            "recordBytes",
            "root",
            "sealedAt",
            "sequence",
            "stream");
    private static final Set<String> OPTIONAL = Set.of("previous");

    /**
     * What the header says of the records.
     *
     * @param count how many
     * @param root of the RFC 9162 tree over their digests
     * @param recordBytes of all of them, each with its line feed, before compression
     */
    public record Body(int count, Digest root, int recordBytes) {}

    public byte[] write() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("count", body.count())
                .put("directory", directory)
                .put("epoch", place.epoch())
                .put("federation", federation)
                .put("format", FORMAT)
                .put("origin", place.ledger().origin().value())
                .put("recordBytes", body.recordBytes())
                .put("root", body.root().toString())
                .put("sealedAt", sealedAt.toString())
                .put("sequence", place.sequence())
                .put("stream", place.ledger().stream().toString());
        previous.ifPresent(digest -> document.put("previous", digest.toString()));
        return CanonicalJson.write(document);
    }

    /** @throws MalformedException naming the field, what it should be and what it is */
    public static Header read(byte[] bytes) {
        Json json = Json.canonical("parcel header", bytes, REQUIRED, OPTIONAL);
        if (!json.text("format").equals(FORMAT)) {
            throw new MalformedException("format of a parcel header", FORMAT, json.text("format"));
        }
        LedgerId ledger = new LedgerId(new NodeId(json.text("origin")), Stream.parse(json.text("stream")));
        return new Header(
                json.text("federation"),
                new Place(ledger, json.number("epoch", 1), json.number("sequence", 1)),
                json.has("previous") ? Optional.of(Digest.parse(json.text("previous"))) : Optional.empty(),
                json.smallNumber("directory", 0),
                json.instant("sealedAt"),
                new Body(
                        json.smallNumber("count", 1),
                        Digest.parse(json.text("root")),
                        json.smallNumber("recordBytes", 1)));
    }

    public static Digest digest(byte[] headerBytes, Hash hash) {
        return hash.of(headerBytes);
    }
}

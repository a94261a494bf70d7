package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;

/**
 * The last parcel of a ledger's epoch that counts; the later ones stay as evidence.
 *
 * @param sequence 0 if none of that epoch counts
 * @param header digest of that parcel's header; absent exactly if the sequence is 0
 */
public record LastGood(int epoch, long sequence, Optional<Digest> header) {
    public LastGood {
        if (sequence > 0 != header.isPresent()) {
            throw new MalformedException(
                    "header of the last good parcel",
                    "given exactly if the sequence is above 0",
                    sequence + ", " + header.map(Digest::toString).orElse("absent"));
        }
    }

    static LastGood read(Fields fields) {
        return new LastGood(
                (int) fields.integer("epoch", 1, Integer.MAX_VALUE),
                fields.integer("sequence", 0, CanonicalJson.MAX_INTEGER),
                fields.optional("header", Digest::parse));
    }

    ObjectNode write() {
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("epoch", epoch).put("sequence", sequence);
        header.ifPresent(digest -> document.put("header", digest.toString()));
        return document;
    }
}

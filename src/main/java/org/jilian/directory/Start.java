package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;

/**
 * The position that a node entering reach takes as given instead of starting at sequence 1: it applies from
 * {@code sequence + 1} on, whose {@code previous} is this header.
 *
 * @param sequence from 1
 * @param header digest of the header of that parcel
 */
public record Start(int epoch, long sequence, Digest header) {
    static Start read(Fields fields) {
        return new Start(
                (int) fields.integer("epoch", 1, Integer.MAX_VALUE),
                fields.integer("sequence", 1, CanonicalJson.MAX_INTEGER),
                fields.value("header", Digest::parse));
    }

    ObjectNode write() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("epoch", epoch)
                .put("header", header.toString())
                .put("sequence", sequence);
    }
}

package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import org.jilian.record.MalformedException;

/**
 * The federation's subject key (假名密钥) of one epoch, wrapped to some of the nodes entitled to it. A node looks through
 * the parts of an epoch for the one it can open; a part more lets a newcomer in without wrapping the key to all afresh.
 *
 * @param part from 1
 * @param notBefore from then on new pseudonyms are made under this epoch
 * @param wrapped envelope in base64, opaque to this room
 */
public record SubjectKey(int epoch, int part, Instant notBefore, String wrapped) implements Entry {
    static final String KIND = "subject-key";

    public SubjectKey {
        try {
            Base64.getDecoder().decode(wrapped);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("wrapped subject key", "an envelope in base64", wrapped);
        }
    }

    public byte[] envelope() {
        return Base64.getDecoder().decode(wrapped);
    }

    @Override
    public Key key() {
        return Key.of(KIND, epoch, part);
    }

    static SubjectKey read(Fields fields) {
        return new SubjectKey(
                (int) fields.integer("epoch", 1, Integer.MAX_VALUE),
                (int) fields.integer("part", 1, Integer.MAX_VALUE),
                fields.value("notBefore", Fields::instant),
                fields.text("wrapped"));
    }

    @Override
    public ObjectNode write() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("epoch", epoch)
                .put("notBefore", notBefore.toString())
                .put("part", part)
                .put("wrapped", wrapped);
    }
}

package org.jilian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.record.Kind;
import org.jilian.record.MalformedException;

/** That the federation has this kind of record, in the words of its descriptor. */
public record KindEntry(Kind descriptor) implements Entry {
    static final String KIND = "kind";

    @Override
    public Key key() {
        return Key.of(KIND, descriptor.name());
    }

    static KindEntry read(JsonNode content) {
        try {
            return new KindEntry(Kind.read(content));
        } catch (IllegalArgumentException e) {
            // also what reading an enumeration throws
            throw new MalformedException("descriptor of a kind", "well formed", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public ObjectNode write() {
        return descriptor.write();
    }
}

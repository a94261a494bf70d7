package org.jilian.intake.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One answer.
 *
 * @param document its bytes, if it is handed over as a file would be; else empty
 * @param answer as JSON, else missing
 * @param items in it
 * @param next where it says that the next one is
 */
record Page(byte[] document, JsonNode answer, List<ObjectNode> items, Optional<URI> next) {
    boolean isEmpty() {
        return items.isEmpty() && document.length == 0;
    }

    ObjectNode last() {
        return items.get(items.size() - 1);
    }

    /** Without the content: it is personal data. */
    @Override
    public String toString() {
        return items.size() + " items, " + document.length + " bytes";
    }
}

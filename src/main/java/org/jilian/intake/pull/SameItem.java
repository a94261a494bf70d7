package org.jilian.intake.pull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Whether two items are one: by their key, or by all they say. */
record SameItem(Optional<JsonPointer> key) {
    boolean is(ObjectNode one, ObjectNode other) {
        return name(one).equals(name(other));
    }

    /** @return -1 if it is not there */
    int in(List<ObjectNode> items, ObjectNode item) {
        JsonNode name = name(item);
        for (int i = items.size() - 1; i >= 0; i--) {
            if (name(items.get(i)).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    boolean are(List<ObjectNode> ones, List<ObjectNode> others) {
        return ones.size() == others.size()
                && !ones.isEmpty()
                && java.util.stream.IntStream.range(0, ones.size()).allMatch(i -> is(ones.get(i), others.get(i)));
    }

    private JsonNode name(ObjectNode item) {
        return key.map(item::at)
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .orElse(item);
    }
}

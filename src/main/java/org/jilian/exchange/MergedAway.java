package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jilian.record.RecordVersion;

/**
 * A record that a person's word has merged into another (合并): revoked, with the other's id in its content. It stays so,
 * whatever lists still have it, until a person says otherwise.
 */
public final class MergedAway {
    /** The field that names the other. */
    public static final String INTO = "mergedInto";

    /** What a record that was kept took over; a list that says nothing of it takes nothing away. */
    private static final List<String> TAKEN_OVER = List.of("alsoSubjects", "formerNames");

    private MergedAway() {}

    /** A merger stands on both sides, whatever is drafted. */
    static void stands(RecordVersion before, ObjectNode drafted) {
        into(before).ifPresent(into -> drafted.put(INTO, into));
        for (String field : TAKEN_OVER) {
            if (before.content().has(field) && !drafted.has(field)) {
                drafted.set(field, before.content().get(field).deepCopy());
            }
        }
    }

    /** The id of what it was merged into; empty if it is no such record. */
    public static Optional<String> into(RecordVersion version) {
        JsonNode into = version.content().path(INTO);
        return version.status().equals(RecordVersion.REVOKED) && into.isTextual()
                ? Optional.of(into.asText())
                : Optional.empty();
    }
}

package org.jilian.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jilian.record.Hash;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.RecordVersion;
import org.jilian.rules.hours.Facts;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** A person as registered here; where several nodes registered one, the record whose id is smallest. */
record PersonHeld(RecordVersion version) {
    private static final KindName KIND = new KindName("person");

    /** Those of these subjects whose registration is held and in force. */
    static Map<String, PersonHeld> of(Transaction tx, Collection<String> subjects, Hash hash) throws SQLException {
        List<String> keys = new ArrayList<>(subjects.size());
        subjects.forEach(subject -> keys.add(NaturalKey.hash(KIND, List.of(subject), hash)));
        Map<String, PersonHeld> held = new HashMap<>();
        for (RecordVersion version : Versions.byNaturalKey(tx, KIND, keys, hash)) {
            if (version.status().equals(RecordVersion.ACTIVE)) {
                version.subject()
                        .ifPresent(subject -> held.merge(
                                subject,
                                new PersonHeld(version),
                                (a, b) -> a.version()
                                                        .id()
                                                        .toString()
                                                        .compareTo(
                                                                b.version().id().toString())
                                                <= 0
                                        ? a
                                        : b));
            }
        }
        return held;
    }

    /** What decides which policy applies. */
    Facts facts(Places places) {
        JsonNode content = version.content();
        TreeSet<String> tags = new TreeSet<>();
        content.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new Facts(
                places.of(version.division(), version.holder()),
                text(content, "titleRank"),
                text(content, "unitNature"),
                text(content, "industry"),
                new TreeSet<>(),
                tags);
    }

    Optional<String> text(String field) {
        return text(version.content(), field);
    }

    private static Optional<String> text(JsonNode content, String field) {
        return Optional.ofNullable(content.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }
}

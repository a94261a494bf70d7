package org.jilian.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Hash;
import org.jilian.record.RecordVersion;
import org.jilian.store.Transaction;

/**
 * Pseudonyms that are one person's, because a person's word has said so (合并) or because they are one number's of several
 * key epochs: which of them is registered in force. Hours stay under the pseudonym that they were authored with, and count
 * for the registration that names it or has the number.
 *
 * <p>Always true: nobody's hours are another's while a registration of their own is in force, whatever others state.
 */
final class Merged {
    private final Map<String, String> kept;
    private final Map<String, List<String>> further;

    private Merged(Map<String, String> kept, Map<String, List<String>> further) {
        this.kept = kept;
        this.further = further;
    }

    /** By all registrations in force here; they are few that name further pseudonyms, and only those are read. */
    static Merged all(Transaction tx, OtherEpochs epochs, Hash hash) throws SQLException {
        // by the registrations' ids: if two claim one pseudonym, every run decides alike
        TreeMap<String, JsonNode> naming = new TreeMap<>();
        tx.each(
                "SELECT id, subject, body FROM record WHERE kind = 'person' AND status = ? AND subject IS NOT NULL"
                        + " AND body LIKE '%\"alsoSubjects\"%'",
                row -> naming.put(
                        row.text("id") + "\n" + row.text("subject"),
                        CanonicalJson.read(row.text("body").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .path("content")
                                .path("alsoSubjects")),
                RecordVersion.ACTIVE);
        Set<String> named = new TreeSet<>();
        naming.values().forEach(also -> also.forEach(each -> named.add(each.asText())));
        Set<String> theirOwn = PersonHeld.of(tx, named, hash).keySet();
        Map<String, String> kept = new HashMap<>();
        Map<String, List<String>> further = new HashMap<>();
        naming.forEach((key, also) -> {
            String subject = key.substring(key.indexOf('\n') + 1);
            for (JsonNode each : also) {
                if (!theirOwn.contains(each.asText())) {
                    join(each.asText(), subject, kept, further);
                }
            }
        });
        // after what somebody said: a number merged into another stays so under every epoch
        epochs.registered(tx).forEach((other, subject) -> join(other, subject, kept, further));
        return new Merged(kept, further);
    }

    private static void join(
            String other, String subject, Map<String, String> kept, Map<String, List<String>> further) {
        if (kept.putIfAbsent(other, subject) == null) {
            kept.put(subject, subject);
            further.computeIfAbsent(subject, unused -> new ArrayList<>()).add(other);
        }
    }

    boolean isConcerned(String subject) {
        return kept.containsKey(subject);
    }

    /** Whose registration counts this pseudonym's hours. */
    String kept(String subject) {
        return kept.getOrDefault(subject, subject);
    }

    /** The further pseudonyms of who is registered under this one. */
    List<String> further(String subject) {
        return further.getOrDefault(subject, List.of());
    }
}

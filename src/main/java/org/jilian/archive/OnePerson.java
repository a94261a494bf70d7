package org.jilian.archive;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.exchange.Self;
import org.jilian.exchange.Subjects;
import org.jilian.record.RecordId;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * All records held about one person, under whatever pseudonyms: of every key epoch, where the number is known here, and
 * those that a registration names because a person has found that both are one.
 */
final class OnePerson {
    private final Self self;
    private final Pseudonyms pseudonyms;

    OnePerson(Self self, Subjects subjects) {
        this.self = self;
        this.pseudonyms = new Pseudonyms(self, subjects);
    }

    /** What is held under all pseudonyms of a person. */
    record Found(Set<String> subjects, List<Versions.Held> versions) {}

    Found find(Transaction tx, Set<String> given) throws SQLException {
        TreeSet<String> asked = new TreeSet<>(given);
        TreeSet<RecordId> ids = new TreeSet<>(java.util.Comparator.comparing(RecordId::toString));
        TreeSet<String> next = new TreeSet<>(given);
        List<Versions.Held> versions = List.of();
        // each round is one scan of the records; a second one comes only if a registration names further pseudonyms
        while (!next.isEmpty()) {
            ids.addAll(Versions.idsOf(tx, next));
            versions = Versions.of(tx, ids, self.suite().hash());
            TreeSet<String> known = new TreeSet<>();
            for (Versions.Held held : versions) {
                if (held.version().kind().equals(Pseudonyms.PERSON)) {
                    known.addAll(pseudonyms.of(tx, held.version()));
                }
            }
            next = new TreeSet<>(known);
            next.removeAll(asked);
            asked.addAll(next);
        }
        return new Found(asked, versions);
    }
}

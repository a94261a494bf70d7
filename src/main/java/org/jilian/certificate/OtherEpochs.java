package org.jilian.certificate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.exchange.Self;
import org.jilian.exchange.Subjects;
import org.jilian.record.Disclosure;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.RecordVersion;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Pseudonyms under which hours are held, of persons who are registered under that of another key epoch: hours authored
 * after a subject key was changed. They are worked out from the registered numbers, as far as this node may read them;
 * with one epoch there are none, and nothing is looked up.
 */
final class OtherEpochs {
    private static final int BATCH = 1_000;
    private static final KindName PERSON = new KindName("person");

    private final Self self;
    private final Subjects subjects;
    private final Disclosures disclosures;

    OtherEpochs(Self self, Subjects subjects) {
        this.self = self;
        this.subjects = subjects;
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    /** The subject registered, by the pseudonym that hours name instead. */
    Map<String, String> registered(Transaction tx) throws SQLException {
        if (subjects.epochs() < 2) {
            return Map.of();
        }
        Set<String> strangers = new HashSet<>();
        tx.each(
                "SELECT DISTINCT h.subject FROM record h WHERE h.kind = 'hour-record' AND h.subject IS NOT NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM record p WHERE p.kind = 'person' AND p.status = ?"
                        + " AND p.subject = h.subject)",
                row -> strangers.add(row.text("subject")),
                RecordVersion.ACTIVE);
        Map<String, String> registered = new HashMap<>();
        if (!strangers.isEmpty()) {
            List<RecordVersion> persons = new ArrayList<>();
            Versions.eachActive(tx, PERSON, self.suite().hash(), version -> {
                persons.add(version);
                if (persons.size() == BATCH) {
                    match(tx, persons, strangers, registered);
                    persons.clear();
                }
            });
            match(tx, persons, strangers, registered);
        }
        return registered;
    }

    private void match(
            Transaction tx, List<RecordVersion> persons, Set<String> strangers, Map<String, String> registered)
            throws SQLException {
        Map<RecordVersion, List<Disclosure>> values = disclosures.find(tx, List.copyOf(persons));
        for (RecordVersion person : persons) {
            Optional<String> subject = person.subject();
            String type = person.content().path("documentType").asText();
            if (subject.isEmpty() || type.isEmpty()) {
                continue;
            }
            values.getOrDefault(person, List.of()).stream()
                    .filter(value -> value.path().equals("documentNumber"))
                    .flatMap(value -> subjects.all(new Draft.PersonNumber(type, value.value())).stream())
                    .map(Object::toString)
                    .filter(strangers::contains)
                    .forEach(stranger -> registered.putIfAbsent(stranger, subject.get()));
        }
    }
}

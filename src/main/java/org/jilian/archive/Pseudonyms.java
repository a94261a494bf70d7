package org.jilian.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.exchange.Self;
import org.jilian.exchange.Subjects;
import org.jilian.record.Disclosure;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Subject;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** Under which pseudonyms one person is known here: of every key epoch, and those that a person's word has made one. */
public final class Pseudonyms {
    static final KindName PERSON = new KindName("person");

    private final Self self;
    private final Subjects subjects;
    private final Disclosures disclosures;

    public Pseudonyms(Self self, Subjects subjects) {
        this.self = self;
        this.subjects = subjects;
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    /** By registrations alone, which an index finds: for whoever waits. */
    public Set<String> all(Transaction tx, Set<String> given) throws SQLException {
        TreeSet<String> asked = new TreeSet<>();
        TreeSet<String> next = new TreeSet<>(given);
        while (!next.isEmpty()) {
            asked.addAll(next);
            List<String> keys = next.stream()
                    .map(subject -> NaturalKey.hash(
                            PERSON, List.of(subject), self.suite().hash()))
                    .toList();
            next.clear();
            for (RecordVersion person :
                    Versions.byNaturalKey(tx, PERSON, keys, self.suite().hash())) {
                next.addAll(of(tx, person));
            }
            next.removeAll(asked);
        }
        return asked;
    }

    /** Those that a registration leads to. */
    Set<String> of(Transaction tx, RecordVersion person) throws SQLException {
        Set<String> all = new TreeSet<>();
        person.subject().ifPresent(all::add);
        for (JsonNode also : person.content().path("alsoSubjects")) {
            if (!isRegistered(tx, also.asText())) {
                all.add(also.asText());
            }
        }
        String into = person.content().path("mergedInto").asText();
        if (!into.isEmpty() && person.status().equals(RecordVersion.REVOKED)) {
            Versions.current(tx, RecordId.parse(into), self.suite().hash())
                    .map(Versions.Held::version)
                    .filter(kept -> tookOver(kept, person))
                    .flatMap(RecordVersion::subject)
                    .ifPresent(all::add);
        }
        number(tx, person)
                .ifPresent(number ->
                        subjects.all(number).stream().map(Subject::toString).forEach(all::add));
        return all;
    }

    /** Whether the one that was kept says so, too: its holder's word, not only that of whoever asks to be merged into it. */
    private static boolean tookOver(RecordVersion kept, RecordVersion merged) {
        if (kept.subject().equals(merged.subject())) {
            return true;
        }
        for (JsonNode also : kept.content().path("alsoSubjects")) {
            if (merged.subject().filter(also.asText()::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whoever has a registration of his own in force is another, whatever others state. */
    private boolean isRegistered(Transaction tx, String subject) throws SQLException {
        String key = NaturalKey.hash(PERSON, List.of(subject), self.suite().hash());
        return Versions.byNaturalKey(tx, PERSON, List.of(key), self.suite().hash()).stream()
                .anyMatch(version -> version.status().equals(RecordVersion.ACTIVE));
    }

    private Optional<Draft.PersonNumber> number(Transaction tx, RecordVersion person) throws SQLException {
        for (Disclosure each : disclosures.find(tx, person)) {
            if (each.path().equals("documentNumber")) {
                return Optional.of(new Draft.PersonNumber(
                        person.content().path("documentType").asText(), each.value()));
            }
        }
        return Optional.empty();
    }
}

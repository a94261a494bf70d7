package org.jilian.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.node.OpenNode;
import org.jilian.exchange.Subjects;
import org.jilian.record.Disclosure;
import org.jilian.record.Draft;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Subject;
import org.jilian.rules.Masked;
import org.jilian.store.Disclosures;
import org.jilian.store.Versions;

/** One invented person of the sample rosters ({@code config/demo/README.md}), as each level has him. */
final class Person {
    /** 示例林, a doctor: public hours from the district, professional ones from the hospital. */
    static final Draft.PersonNumber DOCTOR = new Draft.PersonNumber("111", "370899198406120076");

    private final Subject subject;

    private Person(Subject subject) {
        this.subject = subject;
    }

    /** Known by his pseudonym; only a node that holds the subject key can make it from the number. */
    static Optional<Person> find(OpenNode node, Draft.PersonNumber number) {
        return new Subjects(node.directory(), node.suite(), node.self().keys().encryption())
                .current(number, node.self().now())
                .map(Person::new);
    }

    /** What one level holds of him: registrations, hour records, and protected values if it may read any. */
    record Seen(List<RecordId> registrations, long hourRecords, List<String> values) {}

    Seen at(OpenNode node) {
        return node.database().read(tx -> {
            List<RecordId> registrations = tx.list(
                    "SELECT id FROM record WHERE kind = 'person' AND subject = ? ORDER BY id",
                    row -> RecordId.parse(row.text("id")),
                    subject.toString());
            long hours = tx.find(
                            "SELECT count(*) AS n FROM record WHERE kind = 'hour-record' AND subject = ?",
                            row -> row.number("n"),
                            subject.toString())
                    .orElseThrow();
            List<String> values = new ArrayList<>();
            Disclosures disclosures = new Disclosures(node.self().keys().atRest());
            if (!registrations.isEmpty()) {
                RecordVersion current = Versions.current(
                                tx, registrations.get(0), node.self().suite().hash())
                        .orElseThrow()
                        .version();
                for (Disclosure value : disclosures.find(tx, current)) {
                    values.add(value.path() + " " + Masked.of(value.value()));
                }
            }
            return new Seen(registrations, hours, values);
        });
    }

    @Override
    public String toString() {
        return subject.toString();
    }
}

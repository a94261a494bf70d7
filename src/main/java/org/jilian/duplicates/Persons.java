package org.jilian.duplicates;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.exchange.Self;
import org.jilian.record.Disclosure;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Confidence;
import org.jilian.rules.DocumentNumber;
import org.jilian.rules.Evidence;
import org.jilian.rules.PersonEntry;
import org.jilian.rules.PersonMatcher;
import org.jilian.rules.Proposal;
import org.jilian.rules.Text;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Registrations that may be of one person. All are gone through twice, and only those are kept in memory that share a
 * pseudonym, a number, or a name and birth date with another: of the rest some 50 bytes each.
 */
final class Persons {
    private static final Text TWICE = new Text(
            "2条以上人员登记使用同一证件；本级无权读取姓名，请有权的上级或登记单位核对。",
            "One document is registered more than once; this node may not read the names: whoever may compares them.");

    /** Registrations whose protected values are asked for together. */
    private static final int AT_ONCE = 1_000;

    private final Self self;
    private final Disclosures disclosures;

    Persons(Self self) {
        this.self = self;
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    /** A registration with what of it may be read here. */
    private record Read(RecordVersion version, Map<String, String> values) {
        String subject() {
            return version.subject().orElse(version.id().toString());
        }

        Optional<String> value(String path) {
            return Optional.ofNullable(values.get(path));
        }

        Optional<DocumentNumber> document() {
            return value("documentNumber")
                    .map(number -> new DocumentNumber(
                            version.content().path("documentType").asText(), number));
        }

        PersonEntry entry(DocumentNumber document) {
            return new PersonEntry(
                    version.id().toString(),
                    Optional.of(document),
                    value("name").orElse(""),
                    born());
        }

        private Optional<LocalDate> born() {
            try {
                return value("birthDate").map(LocalDate::parse);
            } catch (DateTimeException e) {
                // a month or a year alone is no day to compare by; the number may still hold one
                return Optional.empty();
            }
        }

        /** What this registration may share with another. */
        List<String> shared() {
            List<String> shared = new ArrayList<>(List.of("subject " + subject()));
            document().ifPresent(number -> shared.add("number " + number.type() + " " + number.number()));
            if (values.containsKey("name")) {
                DocumentNumber document = document().orElse(new DocumentNumber("subject", subject()));
                entry(document).nameAndBirth().ifPresent(key -> shared.add("name " + key));
            }
            return shared;
        }
    }

    private interface Consumer {
        void accept(Read read) throws SQLException;
    }

    List<Proposals.Found> find(Transaction tx) throws SQLException {
        Hashes hashes = new Hashes(self.suite().hash());
        each(tx, read -> read.shared().forEach(hashes::add));
        Set<Long> twice = hashes.twice();
        List<Read> candidates = new ArrayList<>();
        each(tx, read -> {
            if (read.shared().stream().anyMatch(key -> twice.contains(hashes.of(key)))) {
                candidates.add(read);
            }
        });
        return proposals(candidates);
    }

    private void each(Transaction tx, Consumer consumer) throws SQLException {
        List<RecordVersion> waiting = new ArrayList<>(AT_ONCE);
        Versions.eachActive(tx, Proposals.PERSON, self.suite().hash(), version -> {
            waiting.add(version);
            if (waiting.size() == AT_ONCE) {
                read(tx, waiting, consumer);
            }
        });
        read(tx, waiting, consumer);
    }

    private void read(Transaction tx, List<RecordVersion> waiting, Consumer consumer) throws SQLException {
        Map<RecordVersion, List<Disclosure>> known = disclosures.find(tx, waiting);
        for (RecordVersion version : waiting) {
            Map<String, String> values = new HashMap<>();
            known.getOrDefault(version, List.of()).forEach(each -> values.put(each.path(), each.value()));
            consumer.accept(new Read(version, values));
        }
        waiting.clear();
    }

    private List<Proposals.Found> proposals(List<Read> candidates) {
        // where one registration's number can be read, it is that of every other under the same pseudonym
        Map<String, DocumentNumber> documents = new HashMap<>();
        candidates.forEach(read -> read.document().ifPresent(number -> documents.putIfAbsent(read.subject(), number)));
        Map<String, Read> byId = new LinkedHashMap<>();
        List<PersonEntry> named = new ArrayList<>();
        Map<DocumentNumber, List<Read>> byDocument = new LinkedHashMap<>();
        for (Read read : candidates) {
            DocumentNumber document =
                    documents.getOrDefault(read.subject(), new DocumentNumber("subject", read.subject()));
            byId.put(read.version().id().toString(), read);
            byDocument.computeIfAbsent(document, key -> new ArrayList<>()).add(read);
            if (read.values().containsKey("name")) {
                named.add(read.entry(document));
            }
        }
        List<Proposals.Found> found = new ArrayList<>();
        for (Proposal proposal : PersonMatcher.proposals(named)) {
            found.add(found(proposal, byId));
        }
        byDocument.values().stream()
                .filter(group -> group.size() > 1
                        && group.stream()
                                        .filter(read -> read.values().containsKey("name"))
                                        .count()
                                < 2)
                .map(group -> new Proposal(
                        group.stream()
                                .map(read -> read.version().id().toString())
                                .toList(),
                        Confidence.DOUBTFUL,
                        EnumSet.of(Evidence.SAME_NUMBER),
                        TWICE))
                .forEach(proposal -> found.add(found(proposal, byId)));
        return found;
    }

    private Proposals.Found found(Proposal proposal, Map<String, Read> byId) {
        List<Entry> entries = proposal.references().stream()
                .map(id -> java.util.Objects.requireNonNull(byId.get(id)))
                .map(read -> new Entry(
                        read.version(),
                        read.value("name").orElse(""),
                        read.value("documentNumber").orElse(""),
                        Proposals.what(read.version(), self.suite().hash())))
                .toList();
        String type = proposal.confidence() == Confidence.CONFLICT ? Proposals.CONFLICT : Proposals.SAME_PERSON;
        return new Proposals.Found(type, proposal, entries);
    }
}

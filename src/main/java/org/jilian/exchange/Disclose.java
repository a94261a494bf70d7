package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jilian.directory.Directory;
import org.jilian.directory.Node;
import org.jilian.directory.Use;
import org.jilian.ledger.DisclosureLines;
import org.jilian.ledger.Place;
import org.jilian.record.Channel;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.Disclosure;
import org.jilian.record.Draft;
import org.jilian.record.Kind;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.store.AuditEvent;
import org.jilian.store.AuditTrail;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Protected values beside a parcel: encrypted to the entitled nodes in its reach, opened by those alone, and believed only
 * where they match the digests that the records were signed with. Where the kind says which of them is the number that the
 * record's subject is the pseudonym of, that is checked, too, by whoever holds the key: such a value is what its author
 * signed, so it is kept, and the contradiction is said in the receipt and in the audit trail.
 */
final class Disclose {
    private final Self self;
    private final Disclosures disclosures;
    private final Supplier<Subjects> subjects;
    private final AuditTrail trail;

    Disclose(Self self, Supplier<Subjects> subjects) {
        this.self = self;
        this.subjects = subjects;
        this.trail = new AuditTrail(self.suite().hash());
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    /** A record whose protected values were wrong or absent. */
    record Finding(int index, RecordVersion version, Refusal refusal) {}

    /**
     * What was opened.
     *
     * @param sound values that prove themselves
     */
    record Opened(List<Disclosure> sound, List<Finding> findings) {
        static final Opened NONE = new Opened(List.of(), List.of());
    }

    /** The envelope for a parcel; empty if there is nothing to disclose, or nobody to disclose it to. */
    byte[] seal(Place place, List<Disclosure> values, Directory directory) {
        if (values.isEmpty()) {
            return new byte[0];
        }
        List<X509Certificate> recipients = new ArrayList<>();
        Set<NodeId> entitled = entitledInReach(place, directory);
        // the author reads its own values after a lost disk, too
        entitled.add(self.node());
        for (NodeId node : entitled) {
            recipients.addAll(certificates(node, Use.ENCRYPT, directory));
        }
        recipients.addAll(certificates(self.node(), Use.RECOVERY, directory));
        return recipients.isEmpty()
                ? new byte[0]
                : self.suite().envelope(DisclosureLines.pack(values), context(place), recipients, self.random());
    }

    private static Set<NodeId> entitledInReach(Place place, Directory directory) {
        Channel channel = place.ledger().stream().channel();
        Set<NodeId> entitled = new TreeSet<>(directory.entitledTo(channel));
        entitled.retainAll(directory
                .reach(place.ledger().origin(), place.ledger().stream())
                .nodes());
        return entitled;
    }

    /** Of a node, for this use, in force and not revoked. */
    List<X509Certificate> certificates(NodeId node, Use use, Directory directory) {
        Optional<Node> known = directory.node(node);
        return known.isEmpty()
                ? List.of()
                : known.get().certificates(use, self.now()).stream()
                        .filter(certificate -> directory.revocation(certificate).isEmpty())
                        .toList();
    }

    /** @param asOf the directory that the parcel's header names: by its words the records are judged */
    Opened open(Place place, byte[] envelope, List<Prepared> prepared, Directory directory, Descriptions.AsOf asOf) {
        if (!entitledInReach(place, directory).contains(self.node())
                && !place.ledger().origin().equals(self.node())) {
            return Opened.NONE;
        }
        Map<String, Map<String, Disclosure>> byRecord = new HashMap<>();
        String trouble = "none came";
        if (envelope.length > 0) {
            try {
                Optional<byte[]> plain =
                        self.suite().open(envelope, context(place), self.keys().encryption());
                trouble = plain.isPresent() ? "it is not among those that came" : "they are not encrypted to this node";
                if (plain.isPresent()) {
                    for (Disclosure each : DisclosureLines.unpack(
                            plain.get(), directory.limits().parcelBytes())) {
                        byRecord.computeIfAbsent(each.id() + "/" + each.version(), unused -> new HashMap<>())
                                .put(each.path(), each);
                    }
                }
            } catch (Cipher.UnreadableException | MalformedException e) {
                trouble = "they do not open: " + e.getMessage();
            }
        }
        return matched(prepared, byRecord, trouble, asOf);
    }

    private Opened matched(
            List<Prepared> prepared,
            Map<String, Map<String, Disclosure>> byRecord,
            String trouble,
            Descriptions.AsOf asOf) {
        List<Disclosure> sound = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Prepared each : prepared) {
            if (!(each instanceof Prepared.Sound record)) {
                continue;
            }
            RecordVersion version = record.version();
            Map<String, Disclosure> given = byRecord.getOrDefault(version.id() + "/" + version.version(), Map.of());
            Refusal problem = null;
            int before = sound.size();
            for (Map.Entry<String, Digest> field : version.protectedFields().entrySet()) {
                @Nullable Disclosure disclosure = given.get(field.getKey());
                if (disclosure == null) {
                    problem = new Refusal(RefusalCode.DISCLOSURE_ABSENT, field.getKey() + ": " + trouble);
                } else if (disclosure.digest(self.suite().hash()).equals(field.getValue())) {
                    sound.add(disclosure);
                } else {
                    problem = new Refusal(RefusalCode.DISCLOSURE_WRONG, field.getKey());
                }
            }
            if (problem != null) {
                findings.add(new Finding(each.index(), version, problem));
            }
            asOf.kind(version.kind())
                    .flatMap(kind -> contradiction(version, kind, sound.subList(before, sound.size())))
                    .ifPresent(refusal -> findings.add(new Finding(each.index(), version, refusal)));
        }
        return new Opened(sound, findings);
    }

    /**
     * Whether the number among these values, each of which matches its digest, has another pseudonym than the record's
     * subject. Empty where the kind does not say which is the number, where it did not come, or where this node was not
     * given the key.
     */
    Optional<Refusal> contradiction(RecordVersion version, Kind kind, List<Disclosure> values) {
        if (kind.subjectFrom().isEmpty()) {
            return Optional.empty();
        }
        Kind.SubjectFrom from = kind.subjectFrom().get();
        Optional<String> number = value(version, from.number(), values);
        Optional<String> type = value(version, from.documentType(), values);
        return number.isEmpty() || type.isEmpty()
                ? Optional.empty()
                : subjects.get()
                        .contradiction(version.subject().orElse(""), new Draft.PersonNumber(type.get(), number.get()))
                        .map(why -> new Refusal(RefusalCode.SUBJECT_WRONG, from.number() + ": " + why));
    }

    private static Optional<String> value(RecordVersion version, String field, List<Disclosure> values) {
        return version.content().hasNonNull(field)
                ? Optional.of(version.content().path(field).asText())
                : values.stream()
                        .filter(value -> value.path().equals(field))
                        .map(Disclosure::value)
                        .findFirst();
    }

    /** What is held of these records' protected values. */
    List<Disclosure> held(Transaction tx, List<RecordVersion> versions) throws SQLException {
        List<Disclosure> held = new ArrayList<>();
        for (RecordVersion version : versions) {
            held.addAll(disclosures.find(tx, version));
        }
        return held;
    }

    void keep(Transaction tx, Place place, Opened opened) throws SQLException {
        if (!opened.sound().isEmpty()) {
            disclosures.put(tx, opened.sound(), self.suite().hash());
        }
        for (Finding finding : opened.findings()) {
            if (finding.refusal().code() == RefusalCode.SUBJECT_WRONG) {
                contradicted(tx, finding.version(), finding.refusal(), place.toString() + " index " + finding.index());
            }
        }
    }

    /** A line in the audit trail, in the transaction that takes the values in; without any of them. */
    void contradicted(Transaction tx, RecordVersion version, Refusal refusal, String place) throws SQLException {
        trail.append(
                tx,
                new AuditEvent(
                        self.now(),
                        refusal.code().name().toLowerCase(Locale.ROOT),
                        version.author(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("place", place)
                                .put("reason", refusal.detail())
                                .put("record", version.id().toString())
                                .put("version", version.version())));
    }

    /** What the envelope is bound to, so that it cannot be moved to another parcel. */
    private static byte[] context(Place place) {
        return ("disclosures of " + place.ledger() + " " + place.epoch() + " " + place.sequence())
                .getBytes(StandardCharsets.UTF_8);
    }
}

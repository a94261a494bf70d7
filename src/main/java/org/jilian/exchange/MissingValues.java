package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.directory.Directory;
import org.jilian.directory.Reach;
import org.jilian.directory.Use;
import org.jilian.ledger.DisclosureLines;
import org.jilian.ledger.Frame;
import org.jilian.ledger.LedgerId;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.Disclosure;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.store.Database;
import org.jilian.store.Disclosures;
import org.jilian.store.MissingDisclosures;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Protected values that came wrong or not at all (补索): at leisure they are asked for along the way that their ledger
 * came, and whoever on it has them wraps them afresh to the asker. Hops in between that are not entitled pass question
 * and answer on and can read neither.
 *
 * <p>A question need not be believed: the answer is encrypted to the certificates that the directory names for the asker,
 * and goes only to who is entitled to the channel and in reach. An answer need not be believed either: a value proves
 * itself against the digest that its record was signed with. What is lost is asked again.
 */
final class MissingValues {

    private final Self self;
    private final Database database;
    private final Directories directories;
    private final Disclose disclose;
    private final Disclosures disclosures;
    private MissingDisclosures.Place askedLast = MissingDisclosures.Place.FIRST;

    MissingValues(Self self, Database database, Directories directories, Disclose disclose) {
        this.self = self;
        this.database = database;
        this.directories = directories;
        this.disclose = disclose;
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    /** Questions for some of what is missing; the next call goes on with the next. */
    synchronized List<Envelope> ask() {
        List<MissingDisclosures.Missing> missing = database.read(tx -> MissingDisclosures.after(
                tx, askedLast, ValueRequest.MOST, self.suite().hash()));
        askedLast = missing.size() < ValueRequest.MOST
                ? MissingDisclosures.Place.FIRST
                : missing.get(missing.size() - 1).place();
        Map<LedgerId, List<RecordVersion>> byLedger = new LinkedHashMap<>();
        database.read(tx -> {
            for (MissingDisclosures.Missing each : missing) {
                if (isMissing(tx, each.version())) {
                    byLedger.computeIfAbsent(each.ledger(), unused -> new ArrayList<>())
                            .add(each.version());
                }
            }
            return true;
        });
        List<Envelope> questions = new ArrayList<>();
        byLedger.forEach((ledger, versions) -> {
            ValueRequest question = new ValueRequest(self.node(), ledger, wanted(versions));
            questions.addAll(toward(ledger.origin(), question));
        });
        return questions;
    }

    /** What was recalled is not missing. */
    private boolean isMissing(Transaction tx, RecordVersion version) throws SQLException {
        Set<String> lacking = new TreeSet<>(version.protectedFields().keySet());
        disclosures.find(tx, version).forEach(value -> lacking.remove(value.path()));
        for (String path : lacking) {
            if (!disclosures.isRecalled(tx, version.id(), path, version.version())) {
                return true;
            }
        }
        return false;
    }

    private static Map<Digest, RecordId> wanted(Collection<RecordVersion> versions) {
        Map<Digest, RecordId> wanted = new LinkedHashMap<>();
        versions.forEach(version -> wanted.put(version.digest(), version.id()));
        return wanted;
    }

    /** Upstream along the ledger's way. */
    private List<Envelope> toward(NodeId origin, ValueRequest question) {
        Reach reach = directories.current().reach(origin, question.ledger().stream());
        return reach.previousHops(self.node()).stream()
                .map(hop -> new Envelope(hop, new Message(Message.Type.DISCLOSURE_REQUEST, question.write())))
                .toList();
    }

    /** Answers with what is here, and passes the rest of the question on upstream. */
    Said question(NodeId from, byte[] body) {
        ValueRequest question = ValueRequest.read(body);
        Directory directory = directories.current();
        LedgerId ledger = question.ledger();
        Reach reach = directory.reach(ledger.origin(), ledger.stream());
        if (!reach.nextHops(self.node()).contains(from)) {
            return Said.refused(RefusalCode.NOT_ON_THIS_LINK, from + " does not get " + ledger + " from here");
        }
        if (!reach.contains(question.asker())
                || !directory.entitledTo(ledger.stream().channel()).contains(question.asker())) {
            return Said.refused(
                    RefusalCode.NOT_ENTITLED_TO_ASK, question.asker() + " may not read protected values of " + ledger);
        }
        Map<Digest, RecordId> open = new LinkedHashMap<>(question.wanted());
        List<Disclosure> found = database.read(tx -> here(tx, ledger, open));
        List<Envelope> envelopes = new ArrayList<>();
        if (!found.isEmpty()) {
            envelopes.addAll(answer(question, found, reach));
        }
        if (!open.isEmpty() && !ledger.origin().equals(self.node())) {
            envelopes.addAll(toward(ledger.origin(), new ValueRequest(question.asker(), ledger, open)));
        }
        return Said.sent(envelopes);
    }

    /** What is found is struck from {@code open}. */
    private List<Disclosure> here(Transaction tx, LedgerId ledger, Map<Digest, RecordId> open) throws SQLException {
        List<Disclosure> found = new ArrayList<>();
        Set<RecordId> ids = new LinkedHashSet<>(open.values());
        for (Versions.Held held : Versions.of(tx, ids, self.suite().hash())) {
            RecordVersion version = held.version();
            boolean ofLedger = version.author().equals(ledger.origin())
                    && version.streams().contains(ledger.stream());
            if (ofLedger && open.containsKey(version.digest())) {
                List<Disclosure> values = disclosures.find(tx, version);
                if (values.size() == version.protectedFields().size()) {
                    found.addAll(values);
                    open.remove(version.digest());
                }
            }
        }
        return found;
    }

    private List<Envelope> answer(ValueRequest question, List<Disclosure> found, Reach reach) {
        List<X509Certificate> recipients = disclose.certificates(question.asker(), Use.ENCRYPT, directories.current());
        if (recipients.isEmpty()) {
            return List.of();
        }
        byte[] envelope = self.suite()
                .envelope(
                        DisclosureLines.pack(found),
                        context(question.asker(), question.ledger()),
                        recipients,
                        self.random());
        byte[] head = CanonicalJson.write(JsonNodeFactory.instance
                .objectNode()
                .put("asker", question.asker().value())
                .put("origin", question.ledger().origin().value())
                .put("stream", question.ledger().stream().toString()));
        return passedOn(question.asker(), reach, Frame.join(List.of(head, envelope)));
    }

    /** Downstream, to each hop from which the asker is in reach. */
    private List<Envelope> passedOn(NodeId asker, Reach reach, byte[] body) {
        return reach.nextHops(self.node()).stream()
                .filter(hop -> leadsTo(reach, hop, asker))
                .limit(1)
                .map(hop -> new Envelope(hop, new Message(Message.Type.DISCLOSURES, body)))
                .toList();
    }

    private static boolean leadsTo(Reach reach, NodeId from, NodeId to) {
        Deque<NodeId> open = new ArrayDeque<>(List.of(from));
        Set<NodeId> seen = new HashSet<>();
        while (!open.isEmpty()) {
            NodeId at = open.remove();
            if (at.equals(to)) {
                return true;
            }
            if (seen.add(at)) {
                open.addAll(reach.nextHops(at));
            }
        }
        return false;
    }

    private static byte[] context(NodeId asker, LedgerId ledger) {
        return ("disclosures for " + asker + " of " + ledger).getBytes(StandardCharsets.UTF_8);
    }

    /** Takes an answer in, or passes it on to who asked. */
    Said answer(NodeId from, byte[] body) {
        List<byte[]> parts = Frame.split(body, 2);
        JsonNode head = CanonicalJson.read(parts.get(0));
        NodeId asker = new NodeId(head.path("asker").asText());
        LedgerId ledger = ValueRequest.ledger(head);
        Directory directory = directories.current();
        Reach reach = directory.reach(ledger.origin(), ledger.stream());
        if (!reach.previousHops(self.node()).contains(from)) {
            return Said.refused(RefusalCode.NOT_ON_THIS_LINK, ledger + " does not come from " + from);
        }
        if (!asker.equals(self.node())) {
            return Said.sent(passedOn(asker, reach, body));
        }
        List<Disclosure> values;
        try {
            Optional<byte[]> plain = self.suite()
                    .open(parts.get(1), context(asker, ledger), self.keys().encryption());
            if (plain.isEmpty()) {
                return Said.refused(RefusalCode.DISCLOSURE_WRONG, "they are not encrypted to this node");
            }
            values = DisclosureLines.unpack(plain.get(), directory.limits().parcelBytes());
        } catch (Cipher.UnreadableException e) {
            return Said.refused(RefusalCode.DISCLOSURE_WRONG, "they do not open: " + e.getMessage());
        }
        return database.write(tx -> take(tx, values));
    }

    private Said take(Transaction tx, List<Disclosure> values) throws SQLException {
        Set<RecordId> ids = new TreeSet<>();
        values.forEach(value -> ids.add(value.id()));
        List<Versions.Held> held = Versions.of(tx, ids, self.suite().hash());
        List<Disclosure> sound = values.stream()
                .filter(value -> held.stream().anyMatch(each -> proves(each.version(), value)))
                .toList();
        disclosures.put(tx, sound, self.suite().hash());
        List<Versions.Held> complete = new ArrayList<>();
        Map<Digest, Refusal> wrong = new HashMap<>();
        for (Versions.Held each : held) {
            if (!isMissing(tx, each.version())) {
                complete.add(each);
                Optional<Refusal> contradiction = contradiction(tx, each.version());
                if (contradiction.isPresent()) {
                    wrong.put(each.version().digest(), contradiction.get());
                    disclose.contradicted(tx, each.version(), contradiction.get(), "values that came afterwards");
                }
            }
        }
        Set<Long> restated = new Apply(tx, self.suite().hash(), new Entitlements(directories.current()), self.now())
                .valuesCame(complete, wrong)
                .restated();
        List<Refusal> refusals = sound.size() == values.size()
                ? List.of()
                : List.of(new Refusal(
                        RefusalCode.DISCLOSURE_WRONG,
                        (values.size() - sound.size()) + " of " + values.size()
                                + " values prove themselves against no version here"));
        return new Said(List.of(), refusals, restated);
    }

    private Optional<Refusal> contradiction(Transaction tx, RecordVersion version) throws SQLException {
        List<Disclosure> values = disclosures.find(tx, version);
        return directories
                .current()
                .kind(version.kind())
                .flatMap(kind -> disclose.contradiction(version, kind, values));
    }

    private boolean proves(RecordVersion version, Disclosure value) {
        return version.id().equals(value.id())
                && version.version() == value.version()
                && Optional.of(value.digest(self.suite().hash()))
                        .equals(Optional.ofNullable(version.protectedFields().get(value.path())));
    }
}

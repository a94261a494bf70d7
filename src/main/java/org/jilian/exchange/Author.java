package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jilian.directory.Directory;
import org.jilian.ledger.Outcome;
import org.jilian.record.Disclosure;
import org.jilian.record.Draft;
import org.jilian.record.Hash;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.MalformedException;
import org.jilian.record.NaturalKey;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.record.Stream;
import org.jilian.record.Subject;
import org.jilian.record.Workflow;
import org.jilian.rules.Steps;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;
import org.jilian.store.Turns;
import org.jilian.store.Unsealed;
import org.jilian.store.Versions;
import org.jspecify.annotations.Nullable;

/**
 * Turns drafts into record versions, once: a draft whose natural key is known, under any subject-key epoch and whatever
 * node authored it first, never becomes a second record. The same roster taken in again therefore changes nothing.
 *
 * <p>Version, protected values and the entry in {@code unsealed} are written in one transaction, the caller's.
 */
final class Author {
    private final Self self;
    private final Schemas schemas;
    private final Directory directory;
    private final Subjects subjects;
    private final Disclosures disclosures;
    private final AtOnce atOnce;
    private final List<Seal.Sealed> sealed = new ArrayList<>();
    private final Map<Draft.PersonNumber, Optional<Subject>> current = new HashMap<>();
    private final Map<Draft.PersonNumber, List<Subject>> all = new HashMap<>();

    Author(Self self, Schemas schemas, Directory directory, Subjects subjects, AtOnce atOnce) {
        this.self = self;
        this.schemas = schemas;
        this.directory = directory;
        this.subjects = subjects;
        this.disclosures = new Disclosures(self.keys().atRest());
        this.atOnce = atOnce;
    }

    /** What the transaction sealed as well; after its commit they are to be shipped. */
    List<Seal.Sealed> sealed() {
        return List.copyOf(sealed);
    }

    /** A draft with what the natural key is looked up by. */
    private record Keyed(Draft draft, Kind kind, Optional<Subject> subject, String key, List<String> keys) {}

    /** In the order of the drafts, one outcome each. */
    List<Authored> author(Transaction tx, List<Draft> drafts) throws SQLException {
        List<Authored> results = new ArrayList<>();
        List<@Nullable Keyed> keyed = new ArrayList<>();
        for (Draft draft : drafts) {
            Optional<Kind> kind = directory.kind(draft.kind());
            keyed.add(kind.isPresent() && hasSubject(draft) ? keyed(draft, kind.get()) : null);
        }
        Map<String, RecordVersion> known = inTurn(tx, keyed);
        Writes writes = new Writes();
        for (int i = 0; i < drafts.size(); i++) {
            Keyed each = keyed.get(i);
            results.add(each == null ? unkeyed(drafts.get(i)) : author(each, known, writes));
        }
        writes.write(tx);
        return results;
    }

    private boolean hasSubject(Draft draft) {
        return draft.pseudonym().isPresent()
                || draft.subject().isEmpty()
                || current(draft.subject().get()).isPresent();
    }

    /** A roster has several rows of one person; a pseudonym costs two hashes. */
    private Optional<Subject> current(Draft.PersonNumber person) {
        return current.computeIfAbsent(person, number -> subjects.current(number, self.now()));
    }

    private List<Subject> all(Draft.PersonNumber person) {
        return all.computeIfAbsent(person, subjects::all);
    }

    private Authored unkeyed(Draft draft) {
        return directory.kind(draft.kind()).isEmpty()
                ? refused(RefusalCode.KIND_UNKNOWN, draft.kind().value())
                : refused(
                        RefusalCode.NOT_ENTITLED,
                        "the directory wraps no subject key to " + self.node()
                                + ", so it cannot author records of persons");
    }

    /** A new id is made under the subject key in force; what is known is looked for under every epoch's. */
    private Keyed keyed(Draft draft, Kind kind) {
        Optional<Subject> current = draft.pseudonym().or(() -> draft.subject().flatMap(this::current));
        String key = key(draft, kind, current);
        List<String> keys = draft.pseudonym().isEmpty()
                        && draft.subject().isPresent()
                        && kind.naturalKey().contains("subject")
                ? all(draft.subject().get()).stream()
                        .map(subject -> key(draft, kind, Optional.of(subject)))
                        .toList()
                : List.of(key);
        return new Keyed(draft, kind, current, key, keys);
    }

    private String key(Draft draft, Kind kind, Optional<Subject> subject) {
        return NaturalKey.hash(
                kind.name(), naturalKey(draft, kind, subject), self.suite().hash());
    }

    private static List<String> naturalKey(Draft draft, Kind kind, Optional<Subject> subject) {
        return kind.naturalKey().stream()
                .map(path ->
                        path.equals("subject") ? subject.map(Subject::toString).orElse("") : draft.value(path))
                .toList();
    }

    /** What is known by the natural keys, while nobody else changes it. */
    private Map<String, RecordVersion> inTurn(Transaction tx, List<@Nullable Keyed> keyed) throws SQLException {
        Set<KindName> kinds = new HashSet<>();
        keyed.forEach(each -> {
            if (each != null) {
                kinds.add(each.kind().name());
            }
        });
        Turns.take(tx, self.node(), kinds);
        Map<String, RecordVersion> known = lookUp(tx, keyed);
        List<RecordId> handedHere = known.values().stream()
                .filter(version -> version.holder().equals(self.node()))
                .map(RecordVersion::id)
                .filter(id -> !id.firstAuthor().equals(self.node()))
                .toList();
        if (handedHere.isEmpty()) {
            return known;
        }
        Turns.take(tx, handedHere);
        return lookUp(tx, keyed);
    }

    private Map<String, RecordVersion> lookUp(Transaction tx, List<@Nullable Keyed> keyed) throws SQLException {
        Map<KindName, Set<String>> keys = new HashMap<>();
        for (Keyed each : keyed) {
            if (each != null) {
                keys.computeIfAbsent(each.kind().name(), unused -> new TreeSet<>())
                        .addAll(each.keys());
            }
        }
        Map<String, RecordVersion> known = new HashMap<>();
        Hash hash = self.suite().hash();
        for (Map.Entry<KindName, Set<String>> each : keys.entrySet()) {
            for (RecordVersion version : Versions.byNaturalKey(tx, each.getKey(), each.getValue(), hash)) {
                // two nodes may have authored the same key: the own record goes before another's
                known.merge(
                        name(each.getKey(), version.id().key()),
                        version,
                        (a, b) -> b.holder().equals(self.node()) ? b : a);
            }
        }
        return known;
    }

    private static String name(KindName kind, String key) {
        return kind + ":" + key;
    }

    private Authored author(Keyed keyed, Map<String, RecordVersion> known, Writes writes) {
        Kind kind = keyed.kind();
        Optional<RecordVersion> before = keyed.keys().stream()
                .flatMap(key -> Optional.ofNullable(known.get(name(kind.name(), key))).stream())
                .findFirst();
        RecordId id =
                before.map(RecordVersion::id).orElseGet(() -> new RecordId(self.node(), kind.name(), keyed.key()));
        int number = before.map(version -> version.version() + 1).orElse(1);
        ObjectNode content = keyed.draft().content().deepCopy();
        Optional<String> merged = before.flatMap(MergedAway::into);
        before.ifPresent(version -> MergedAway.stands(version, content));
        List<Disclosure> values = takeProtected(id, number, kind, content);
        Optional<String> problem = schemas.problem(kind, content);
        if (problem.isPresent()) {
            return refused(RefusalCode.SCHEMA, problem.get());
        }
        Set<Stream> streams = new TreeSet<>(before.map(RecordVersion::streams).orElse(List.of()));
        try {
            streams.addAll(kind.streamsFor(self.node(), content));
        } catch (MalformedException e) {
            return refused(RefusalCode.STREAM, "it should name nodes to go to: " + e.getMessage());
        }
        Move.Possible possible = move(kind, before, content);
        if (possible.refusal().isPresent()) {
            return new Authored.Refused(possible.refusal().get());
        }
        Move move = merged.isPresent()
                ? new Move(RecordVersion.REVOKED, self.node(), Set.of())
                : possible.move().orElseThrow();
        streams.addAll(move.further());
        RecordVersion version = version(keyed, id, number, before, content, values, move, streams);
        if (before.isPresent()) {
            boolean own = before.get().holder().equals(self.node());
            if (same(before.get(), version, own)) {
                return merged.<Authored>map(into -> new Authored.Merged(id, into))
                        .orElse(new Authored.Unchanged(id));
            }
            if (!own) {
                return new Authored.HeldElsewhere(id, before.get().holder());
            }
            Optional<String> misstep = new Entitlements(directory).following(before.get(), version);
            if (misstep.isPresent()) {
                return refused(RefusalCode.STEP, misstep.get());
            }
        }
        Optional<Refusal> tooLarge = Inspect.tooLarge(version.bytes().length, directory.limits());
        if (tooLarge.isPresent()) {
            return new Authored.Refused(tooLarge.get());
        }
        known.put(name(kind.name(), id.key()), version);
        writes.add(version, before, values);
        if (merged.isPresent()) {
            return new Authored.Merged(id, merged.get());
        }
        return before.isPresent() ? new Authored.Next(version) : new Authored.First(version);
    }

    /** How a first version begins; a further one stays in its state, if the kind has states, and is active if it has not. */
    private Move.Possible move(Kind kind, Optional<RecordVersion> before, ObjectNode content) {
        Optional<Steps> steps = new Entitlements(directory).steps(kind.name());
        if (steps.isEmpty() || before.isPresent()) {
            String status =
                    steps.flatMap(unused -> before).map(RecordVersion::status).orElse(RecordVersion.ACTIVE);
            return new Move.Possible(Optional.of(new Move(status, self.node(), Set.of())), Optional.empty());
        }
        return steps.get().possible(Workflow.START, self.node(), content).stream()
                .findFirst()
                .map(step -> Move.of(step, self.node(), self.node(), kind.channel(), content, directory))
                .orElseGet(() -> new Move.Possible(
                        Optional.empty(),
                        Optional.of(new Refusal(
                                RefusalCode.STEP,
                                self.node() + " may begin no record of kind " + kind.name()
                                        + " with this content, by the steps from 'start' in the kind's workflow"))));
    }

    private List<Disclosure> takeProtected(RecordId id, int number, Kind kind, ObjectNode content) {
        List<Disclosure> values = new ArrayList<>();
        for (String field : kind.protectedFields()) {
            if (content.hasNonNull(field)) {
                values.add(Disclosure.of(
                        id,
                        number,
                        field,
                        content.get(field).asText(),
                        self.keys().salt()));
            }
            content.remove(field);
        }
        return values;
    }

    private RecordVersion version(
            Keyed keyed,
            RecordId id,
            int number,
            Optional<RecordVersion> before,
            ObjectNode content,
            List<Disclosure> values,
            Move move,
            Set<Stream> streams) {
        Draft draft = keyed.draft();
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", self.nowInSeconds().toString())
                .put("author", self.node().value())
                .put("division", draft.division())
                .put("holder", move.holder().value())
                .put("id", id.toString())
                .put("kind", keyed.kind().name().value())
                .put("status", move.status())
                .put("version", number);
        document.set("content", content);
        before.ifPresent(version -> document.put("previous", version.digest().toString()));
        draft.period().ifPresent(period -> document.put("period", period));
        before.flatMap(RecordVersion::subject)
                .or(() -> keyed.subject().map(Subject::toString))
                .ifPresent(subject -> document.put("subject", subject));
        ArrayNode array = document.putArray("streams");
        streams.forEach(stream -> array.add(stream.toString()));
        if (!values.isEmpty()) {
            ObjectNode digests = document.putObject("protected");
            values.forEach(value ->
                    digests.put(value.path(), value.digest(self.suite().hash()).toString()));
        }
        return RecordVersion.of(document, self.suite().hash());
    }

    /**
     * Author, time and version always differ; what the record says is compared. Protected values of another node are
     * salted with its key, so there only which fields are protected can be.
     */
    private static boolean same(RecordVersion held, RecordVersion drafted, boolean own) {
        return held.content().equals(drafted.content())
                && held.status().equals(drafted.status())
                && held.division().equals(drafted.division())
                && held.period().equals(drafted.period())
                && (own
                        ? held.protectedFields().equals(drafted.protectedFields())
                        : held.protectedFields()
                                .keySet()
                                .equals(drafted.protectedFields().keySet()));
    }

    private static Authored refused(RefusalCode code, String detail) {
        return new Authored.Refused(new Refusal(code, detail));
    }

    /** What a batch of drafts writes; a record authored twice in one batch has its versions in order. */
    private final class Writes {
        private final Map<RecordId, RecordVersion> current = new LinkedHashMap<>();
        /** Those of them that no version was held of. */
        private final Set<RecordId> firsts = new HashSet<>();

        private final List<Versions.Held> history = new ArrayList<>();
        private final Map<Stream, List<RecordVersion>> byStream = new LinkedHashMap<>();
        private final Map<RecordVersion, List<Disclosure>> values = new HashMap<>();
        private final Map<RecordVersion, Versions.Evidence> evidence = new HashMap<>();
        private final List<Versions.Held> further = new ArrayList<>();
        private boolean twice;

        void add(RecordVersion version, Optional<RecordVersion> before, List<Disclosure> disclosed) {
            before.ifPresent(replaced ->
                    history.add(new Versions.Held(replaced, Outcome.SUPERSEDED, Optional.empty(), Optional.empty())));
            if (before.isEmpty()) {
                firsts.add(version.id());
            }
            twice |= current.put(version.id(), version) != null;
            version.streams()
                    .forEach(stream -> byStream.computeIfAbsent(stream, unused -> new ArrayList<>())
                            .add(version));
            values.put(version, disclosed);
        }

        void write(Transaction tx) throws SQLException {
            if (current.isEmpty()) {
                return;
            }
            List<Unsealed.Entry> unsealed = new ArrayList<>();
            for (Map.Entry<Stream, List<RecordVersion>> each : byStream.entrySet()) {
                int done = twice ? 0 : seal(tx, each.getKey(), each.getValue());
                each.getValue()
                        .subList(done, each.getValue().size())
                        .forEach(version -> unsealed.add(new Unsealed.Entry(each.getKey(), version)));
            }
            Versions.moveToHistory(tx, history);
            Map<Boolean, List<Versions.Held>> byFirst = current.values().stream()
                    .map(version -> held(version, Optional.ofNullable(evidence.get(version))))
                    .collect(Collectors.partitioningBy(
                            held -> firsts.contains(held.version().id())));
            Versions.putFirst(tx, byFirst.getOrDefault(true, List.of()));
            Versions.putCurrent(tx, byFirst.getOrDefault(false, List.of()));
            Versions.addPlaces(tx, further);
            Unsealed.add(tx, unsealed, self.now());
            disclosures.put(
                    tx,
                    values.values().stream().flatMap(List::stream).toList(),
                    self.suite().hash());
        }

        /** @return how many of them, from the first, are in parcels now */
        private int seal(Transaction tx, Stream stream, List<RecordVersion> versions) throws SQLException {
            AtOnce.Filled filled = atOnce.fill(
                    tx,
                    stream,
                    versions,
                    batch -> batch.stream()
                            .flatMap(version -> values.getOrDefault(version, List.of()).stream())
                            .toList());
            sealed.addAll(filled.parcels());
            for (int i = 0; i < filled.places().size(); i++) {
                RecordVersion version = versions.get(i);
                Versions.Evidence place = filled.places().get(i);
                // the first stream of a record is where its evidence lies
                if (version.streams().get(0).equals(stream)) {
                    evidence.put(version, place);
                } else {
                    further.add(held(version, Optional.of(place)));
                }
            }
            return filled.places().size();
        }

        private static Versions.Held held(RecordVersion version, Optional<Versions.Evidence> place) {
            return new Versions.Held(version, Outcome.APPLIED, Optional.empty(), place);
        }
    }
}

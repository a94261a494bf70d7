package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jilian.directory.Directory;
import org.jilian.directory.SubjectKey;
import org.jilian.ledger.Outcome;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Hash;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Discrepancies;
import org.jilian.store.Discrepancy;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Whether what records refer to (引用) is held here. A record whose person or institution is missing is applied all the
 * same, and an open discrepancy about what is missing names some of the records that refer to it; it is settled when that
 * comes, or when none of them refers to it any more.
 *
 * <p>Looked for where the kind's descriptor says that a field refers to another kind, and where the records that the author
 * of the reference has of that kind come to this node, too. Not looked for: what a natural key of several values names; and
 * a subject of a later key epoch, since its person may be held under the pseudonym of an earlier one.
 */
final class References {
    static final String UNKNOWN_SUBJECT = "UNKNOWN_SUBJECT";
    static final String UNKNOWN_REFERENCE = "UNKNOWN_REFERENCE";

    private static final List<String> CLASSES = List.of(UNKNOWN_REFERENCE, UNKNOWN_SUBJECT);
    private static final String SUBJECT = "subject";
    /** Referring records that a discrepancy names; of further ones it says only that there are. */
    private static final int NAMED = 5;
    /** Open discrepancies of a class that are looked at in one go at leisure. */
    private static final int AT_LEISURE = 500;

    private final Self self;
    private final Map<String, String> lookedAtLast = new HashMap<>();

    References(Self self) {
        this.self = self;
    }

    /** A reference that can be looked for: from this field to records of that kind. */
    private record Way(String field, KindName to) {
        String type() {
            return field.equals(SUBJECT) ? UNKNOWN_SUBJECT : UNKNOWN_REFERENCE;
        }

        Optional<String> value(RecordVersion version) {
            return field.equals(SUBJECT)
                    ? version.subject()
                    : Optional.ofNullable(version.content().get(field))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::textValue);
        }
    }

    /** What is referred to, by its natural key. */
    private record Wanted(Way way, String value) {
        String key(Hash hash) {
            return NaturalKey.hash(way.to(), List.of(value), hash);
        }
    }

    /**
     * In the transaction in which these versions became current, by a parcel, a body that came late or a proof; one look
     * for all of them. What only waits refers to nothing yet.
     */
    void look(Transaction tx, List<RecordVersion> current, Directory directory) throws SQLException {
        Ways ways = new Ways(directory);
        Map<Wanted, List<RecordVersion>> wanted = new LinkedHashMap<>();
        Map<KindName, Set<String>> came = new HashMap<>();
        for (RecordVersion version : current) {
            ways.wanted(version).forEach(one -> refers(wanted, one, version));
            if (!ways.to(version.kind()).isEmpty()) {
                came.computeIfAbsent(version.kind(), unused -> new HashSet<>())
                        .add(version.id().key());
            }
        }
        settle(tx, came, ways);
        note(tx, wanted);
    }

    /** As when they came, for current versions that were held before a directory changed. */
    void miss(Transaction tx, List<RecordVersion> current, Directory directory) throws SQLException {
        Ways ways = new Ways(directory);
        Map<Wanted, List<RecordVersion>> wanted = new LinkedHashMap<>();
        for (RecordVersion version : current) {
            ways.wanted(version).forEach(one -> refers(wanted, one, version));
        }
        note(tx, wanted);
    }

    private static void refers(Map<Wanted, List<RecordVersion>> wanted, Wanted one, RecordVersion version) {
        List<RecordVersion> referring = wanted.computeIfAbsent(one, unused -> new ArrayList<>());
        if (referring.size() <= NAMED) {
            referring.add(version);
        }
    }

    private void note(Transaction tx, Map<Wanted, List<RecordVersion>> wanted) throws SQLException {
        Map<KindName, Map<String, Wanted>> byKey = new HashMap<>();
        wanted.keySet()
                .forEach(each -> byKey.computeIfAbsent(each.way().to(), unused -> new TreeMap<>())
                        .put(each.key(self.suite().hash()), each));
        for (Map.Entry<KindName, Map<String, Wanted>> kind : byKey.entrySet()) {
            Map<String, Wanted> missing = new TreeMap<>(kind.getValue());
            missing.keySet()
                    .removeAll(
                            Versions.keysHeld(tx, kind.getKey(), kind.getValue().keySet()));
            for (String type : CLASSES) {
                Map<String, List<RecordVersion>> referring = new TreeMap<>();
                missing.forEach((key, each) -> {
                    if (each.way().type().equals(type)) {
                        referring.put(name(kind.getKey(), key), wanted.getOrDefault(each, List.of()));
                    }
                });
                note(tx, type, referring);
            }
        }
    }

    private void note(Transaction tx, String type, Map<String, List<RecordVersion>> referring) throws SQLException {
        if (referring.isEmpty()) {
            return;
        }
        Map<String, String> open = Discrepancies.open(tx, type, referring.keySet());
        TreeMap<String, String> changed = new TreeMap<>();
        referring.forEach((name, versions) -> {
            String before = open.get(name);
            String after = CanonicalJson.text(evidence(before, versions));
            if (!after.equals(before)) {
                changed.put(name, after);
            }
        });
        Discrepancies.note(tx, type, changed, self.now());
    }

    private static ObjectNode evidence(@org.jspecify.annotations.Nullable String before, List<RecordVersion> versions) {
        ObjectNode evidence = before == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) read(before);
        ArrayNode by = evidence.withArray("by");
        Set<String> named = new HashSet<>();
        by.forEach(each -> named.add(each.asText()));
        for (RecordVersion version : versions) {
            String id = version.id().toString();
            if (named.contains(id)) {
                continue;
            }
            if (by.size() == NAMED) {
                evidence.put("more", true);
                break;
            }
            named.add(id);
            by.add(id);
        }
        return evidence;
    }

    /** What came may have been missed. */
    private void settle(Transaction tx, Map<KindName, Set<String>> came, Ways ways) throws SQLException {
        for (Map.Entry<KindName, Set<String>> each : came.entrySet()) {
            List<String> names = each.getValue().stream()
                    .map(key -> name(each.getKey(), key))
                    .toList();
            for (String type : ways.to(each.getKey())) {
                Map<String, String> open = Discrepancies.open(tx, type, names);
                if (!open.isEmpty()) {
                    Discrepancies.settle(tx, type, open, self.now());
                }
            }
        }
    }

    /** Those of these names that are held. */
    private static Set<String> held(Transaction tx, Collection<String> names) throws SQLException {
        Map<KindName, List<String>> keys = new HashMap<>();
        for (String name : names) {
            keys.computeIfAbsent(new KindName(name.substring(0, name.indexOf(':'))), unused -> new ArrayList<>())
                    .add(name.substring(name.indexOf(':') + 1));
        }
        Set<String> held = new HashSet<>();
        for (Map.Entry<KindName, List<String>> each : keys.entrySet()) {
            Versions.keysHeld(tx, each.getKey(), each.getValue()).forEach(key -> held.add(name(each.getKey(), key)));
        }
        return held;
    }

    /**
     * At leisure, some of the open ones: what is missed may have been authored here, or have come in a transaction that did
     * not see the one that missed it; and records that referred to it may have been corrected, taken back or reset.
     */
    synchronized void again(Transaction tx, Directory directory) throws SQLException {
        for (String type : CLASSES) {
            List<Discrepancy> some = Discrepancies.open(tx, type, lookedAtLast.getOrDefault(type, ""), AT_LEISURE);
            lookedAtLast.put(
                    type,
                    some.size() < AT_LEISURE ? "" : some.get(some.size() - 1).record());
            if (some.isEmpty()) {
                continue;
            }
            Set<String> over = held(tx, some.stream().map(Discrepancy::record).toList());
            Map<RecordId, Set<String>> referring = referring(tx, some, directory);
            Map<String, String> settled = new TreeMap<>();
            for (Discrepancy each : some) {
                if (over.contains(each.record()) || !isReferredTo(each, referring)) {
                    settled.put(each.record(), each.evidence());
                }
            }
            Discrepancies.settle(tx, type, settled, self.now());
        }
    }

    /** What the records that these name refer to now. */
    private Map<RecordId, Set<String>> referring(Transaction tx, List<Discrepancy> some, Directory directory)
            throws SQLException {
        Set<RecordId> ids = new HashSet<>();
        some.forEach(each -> read(each.evidence()).path("by").forEach(id -> ids.add(RecordId.parse(id.asText()))));
        Ways ways = new Ways(directory);
        Hash hash = self.suite().hash();
        Map<RecordId, Set<String>> referring = new HashMap<>();
        for (Versions.Held held : Versions.of(tx, ids, hash)) {
            if (held.outcome() == Outcome.APPLIED) {
                Set<String> names = new HashSet<>();
                ways.wanted(held.version())
                        .forEach(each -> names.add(name(each.way().to(), each.key(hash))));
                referring.put(held.version().id(), names);
            }
        }
        return referring;
    }

    private static boolean isReferredTo(Discrepancy discrepancy, Map<RecordId, Set<String>> referring) {
        JsonNode evidence = read(discrepancy.evidence());
        boolean refers = evidence.path("more").asBoolean();
        for (JsonNode id : evidence.path("by")) {
            refers |= referring
                    .getOrDefault(RecordId.parse(id.asText()), Set.of())
                    .contains(discrepancy.record());
        }
        return refers;
    }

    /**
     * The first reference of a current record whose discrepancy is not open although nothing answers it, or that is open
     * although something does; reads everything.
     */
    Optional<String> problem(Transaction tx, Directory directory) throws SQLException {
        Ways ways = new Ways(directory);
        Hash hash = self.suite().hash();
        Map<String, RecordVersion> wanted = new TreeMap<>();
        Map<String, String> types = new HashMap<>();
        tx.each("SELECT body FROM record", row -> {
            RecordVersion version = RecordVersion.read(row.text("body").getBytes(StandardCharsets.UTF_8), hash);
            for (Wanted each : ways.wanted(version)) {
                String name = name(each.way().to(), each.key(hash));
                wanted.put(name, version);
                types.put(name, each.way().type());
            }
        });
        Set<String> missing = new TreeSet<>(wanted.keySet());
        missing.removeAll(held(tx, wanted.keySet()));
        for (String type : CLASSES) {
            for (Discrepancy each : Discrepancies.open(tx, type, "", Integer.MAX_VALUE)) {
                if (!missing.remove(each.record())) {
                    return Optional.of(type + " of " + each.record() + " is open, but nothing is missing");
                }
            }
        }
        return missing.stream()
                .findFirst()
                .map(name -> wanted.get(name) + " refers to " + name + ", which is not held, and no " + types.get(name)
                        + " is open");
    }

    private static JsonNode read(String evidence) {
        return CanonicalJson.read(evidence.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(KindName kind, String key) {
        return kind + ":" + key;
    }

    /** What one directory says of references; asked for each record, and worked out once for all of a kind and author. */
    private final class Ways {
        private final Directory directory;
        private final String epoch;
        private final Map<KindName, Set<String>> referredTo = new HashMap<>();
        private final Map<KindName, Map<NodeId, List<Way>>> known = new HashMap<>();

        Ways(Directory directory) {
            this.directory = directory;
            this.epoch = directory.subjectKeys().stream()
                            .mapToInt(SubjectKey::epoch)
                            .min()
                            .orElse(1)
                    + ":";
            directory
                    .kinds()
                    .forEach(kind -> kind.references()
                            .forEach(each -> referredTo
                                    .computeIfAbsent(each.kind(), unused -> new TreeSet<>())
                                    .add(new Way(each.field(), each.kind()).type())));
        }

        /** Of which classes a discrepancy about a missing record of this kind would be. */
        Set<String> to(KindName kind) {
            return referredTo.getOrDefault(kind, Set.of());
        }

        List<Wanted> wanted(RecordVersion version) {
            List<Way> ways = known.computeIfAbsent(version.kind(), unused -> new HashMap<>())
                    .computeIfAbsent(version.author(), author -> ways(version.kind(), author));
            if (ways.isEmpty() || version.status().equals(RecordVersion.REVOKED)) {
                return List.of();
            }
            List<Wanted> wanted = new ArrayList<>(ways.size());
            for (Way way : ways) {
                Optional<String> value = way.value(version);
                if (value.isPresent()
                        && (!way.field().equals(SUBJECT) || value.get().startsWith(epoch))) {
                    wanted.add(new Wanted(way, value.get()));
                }
            }
            return wanted;
        }

        private List<Way> ways(KindName kind, NodeId author) {
            return author.equals(self.node())
                    ? List.of()
                    : directory.kind(kind).map(Kind::references).orElse(List.of()).stream()
                            .filter(reference -> directory
                                    .kind(reference.kind())
                                    .filter(to -> to.naturalKey().size() == 1 && comesHere(to, author))
                                    .isPresent())
                            .map(reference -> new Way(reference.field(), reference.kind()))
                            .toList();
        }

        private boolean comesHere(Kind kind, NodeId author) {
            return kind.streamsOfAll(author).stream()
                    .anyMatch(stream -> directory.reach(author, stream).contains(self.node()));
        }
    }
}

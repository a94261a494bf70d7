package org.jilian.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jilian.directory.Directory;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Due;
import org.jilian.record.Hash;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Discrepancies;
import org.jilian.store.Discrepancy;
import org.jilian.store.Facts;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Who is late (逾期): which records should be here by a day that their kind's descriptor names ({@link Due}) and are not.
 * The node that should author one, and every node above it that would get it, open a discrepancy {@code LATE} each by
 * itself, about the record that is missing; it is settled when that comes.
 *
 * <p>Looked for once a day and with each new directory, since it reads all records; whether what is missed has come is seen
 * at leisure. Both are pure functions of what is held and of the day, so a crash between them costs nothing.
 */
final class Overdue {
    static final String LATE = "LATE";
    /** Deadlines of the seeds are in Chinese time, wherever the gateway runs. */
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final String FACT = "looked for what is overdue";
    private static final int AT_LEISURE = 500;

    private final Self self;
    private String lookedAtLast = "";

    Overdue(Self self) {
        this.self = self;
    }

    /** What is missed, and for which record of another kind. */
    private record Missed(Due due, int year, RecordVersion per) {
        String evidence() {
            ObjectNode evidence = JsonNodeFactory.instance
                    .objectNode()
                    .put("due", due.lastDay(year).toString())
                    .put("for", per.id().toString())
                    .put("period", Integer.toString(year));
            due.match()
                    .forEach(field ->
                            evidence.put(field, per.content().path(field).asText()));
            return CanonicalJson.text(evidence);
        }
    }

    synchronized void look(Transaction tx, Directory directory) throws SQLException {
        settle(tx);
        LocalDate today = LocalDate.ofInstant(self.now(), CHINA);
        String now = today + " " + directory.version();
        if (Facts.find(tx, FACT).filter(now::equals).isEmpty()) {
            for (Kind kind : directory.kinds()) {
                if (kind.due().isPresent()) {
                    note(tx, kind, kind.due().get(), today, directory);
                }
            }
            Facts.put(tx, FACT, now);
        }
    }

    private void note(Transaction tx, Kind kind, Due due, LocalDate today, Directory directory) throws SQLException {
        int year = due.yearDueOn(today);
        Map<String, Missed> wanted = new HashMap<>();
        for (RecordVersion per : wanting(tx, kind, due, due.lastDay(year), directory)) {
            wanted.put(key(kind, Integer.toString(year), per), new Missed(due, year, per));
        }
        wanted.keySet().removeAll(Versions.keysHeld(tx, kind.name(), Set.copyOf(wanted.keySet())));
        TreeMap<String, String> late = new TreeMap<>();
        wanted.forEach((key, missed) -> late.put(kind.name() + ":" + key, missed.evidence()));
        Discrepancies.note(tx, LATE, late, self.now());
    }

    /** Records that want one of this kind by that day, if theirs is one that comes here. */
    private List<RecordVersion> wanting(Transaction tx, Kind kind, Due due, LocalDate lastDay, Directory directory)
            throws SQLException {
        List<RecordVersion> wanting = new ArrayList<>();
        for (RecordVersion per : Versions.currentOf(tx, due.per(), self.suite().hash())) {
            boolean counts = due.in().isEmpty()
                    ? per.status().equals(RecordVersion.ACTIVE)
                    : due.in().contains(per.status());
            if (counts && concerns(kind, per.id().firstAuthor(), directory)) {
                wanting.add(per);
            }
        }
        Map<RecordId, Instant> since = new HashMap<>();
        Set<RecordId> ids = new HashSet<>();
        wanting.forEach(per -> ids.add(per.id()));
        for (Versions.Held held : Versions.of(tx, ids, self.suite().hash())) {
            since.merge(held.version().id(), held.version().at(), (a, b) -> a.isBefore(b) ? a : b);
        }
        wanting.removeIf(per -> LocalDate.ofInstant(since.getOrDefault(per.id(), per.at()), CHINA)
                .isAfter(lastDay));
        return wanting;
    }

    private boolean concerns(Kind kind, NodeId author, Directory directory) {
        return author.equals(self.node())
                || kind.streamsOfAll(author).stream()
                        .anyMatch(stream -> directory.reach(author, stream).contains(self.node()));
    }

    private String key(Kind kind, String period, RecordVersion per) {
        Hash hash = self.suite().hash();
        List<String> values = kind.naturalKey().stream()
                .map(path -> path.equals("period")
                        ? period
                        : per.content()
                                .path(path.substring(path.indexOf('.') + 1))
                                .asText(""))
                .toList();
        return NaturalKey.hash(kind.name(), values, hash);
    }

    /** Some of the open ones, each time the next. */
    private void settle(Transaction tx) throws SQLException {
        List<Discrepancy> some = Discrepancies.open(tx, LATE, lookedAtLast, AT_LEISURE);
        lookedAtLast = some.size() < AT_LEISURE ? "" : some.get(some.size() - 1).record();
        Map<KindName, Map<String, Discrepancy>> byKind = new HashMap<>();
        for (Discrepancy each : some) {
            int colon = each.record().indexOf(':');
            byKind.computeIfAbsent(new KindName(each.record().substring(0, colon)), unused -> new HashMap<>())
                    .put(each.record().substring(colon + 1), each);
        }
        Map<String, String> settled = new TreeMap<>();
        for (Map.Entry<KindName, Map<String, Discrepancy>> each : byKind.entrySet()) {
            for (String key :
                    Versions.keysHeld(tx, each.getKey(), each.getValue().keySet())) {
                Discrepancy came =
                        java.util.Objects.requireNonNull(each.getValue().get(key));
                settled.put(came.record(), came.evidence());
            }
        }
        Discrepancies.settle(tx, LATE, settled, self.now());
    }
}

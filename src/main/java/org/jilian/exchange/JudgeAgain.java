package org.jilian.exchange;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.directory.Closing;
import org.jilian.directory.Directory;
import org.jilian.directory.Link;
import org.jilian.directory.Node;
import org.jilian.directory.Reset;
import org.jilian.directory.Revocation;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.Level;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Database;
import org.jilian.store.Facts;
import org.jilian.store.Transaction;
import org.jilian.store.Turns;
import org.jilian.store.Versions;

/**
 * Judges everything held once more after a directory changed who is entitled to what, or what is referred to where: links,
 * closings, kinds, resets. It goes through all records, a batch at each turn, and writes down in the transaction of the
 * batch how far it is: so it goes on after a crash, and begins anew with each directory that changes such things. Meanwhile
 * what comes is judged by the newest directory already, and nothing depends on the order.
 *
 * <p>Only a record of several versions, or whose only version is not its first, or of a kind with a workflow, can come out
 * otherwise than before.
 */
final class JudgeAgain {
    private static final String FACT = "judge again after";
    private static final int BATCH = 1_000;

    private final Self self;
    private final Database database;
    private final Directories directories;
    private final References references;
    /** As far as this process knows; the fact in the database decides. */
    private volatile boolean pending;

    JudgeAgain(Self self, Database database, Directories directories, References references) {
        this.self = self;
        this.database = database;
        this.directories = directories;
        this.references = references;
        directories.onChange(directory -> pending = true);
    }

    /** At the start: a process before this one may not have come to the end. */
    void resume() {
        pending = true;
    }

    /** In the transaction that stores a directory. */
    void due(Transaction tx, Directory before, Directory next) throws SQLException {
        if (before.version() > 0 && !Said.by(before).equals(Said.by(next))) {
            begin(tx, next);
        }
    }

    /** In a transaction that took records away. */
    void begin(Transaction tx, Directory directory) throws SQLException {
        Facts.put(tx, FACT, new Progress(directory.version(), Walk.CURRENT, "").text());
        tx.afterCommit(this::resume);
    }

    /** What a directory says that judgements depend on. */
    private record Said(
            List<Link> links,
            Map<NodeId, Closing> closings,
            Map<NodeId, Level> levels,
            Map<KindName, List<Object>> kinds,
            List<Reset> resets,
            List<Revocation> revocations) {
        static Said by(Directory directory) {
            Map<NodeId, Closing> closings = new HashMap<>();
            Map<NodeId, Level> levels = new HashMap<>();
            for (Node node : directory.nodes()) {
                node.closing().ifPresent(closing -> closings.put(node.id(), closing));
                node.jurisdiction().level().ifPresent(level -> levels.put(node.id(), level));
            }
            Map<KindName, List<Object>> kinds = new HashMap<>();
            for (Kind kind : directory.kinds()) {
                kinds.put(
                        kind.name(),
                        List.of(
                                kind.override(),
                                kind.references(),
                                kind.naturalKey(),
                                kind.streams(),
                                kind.workflow()));
            }
            return new Said(directory.links(), closings, levels, kinds, directory.resets(), directory.revocations());
        }
    }

    private static boolean hasWorkflow(Directory directory, KindName kind) {
        return directory.kind(kind).flatMap(Kind::workflow).isPresent();
    }

    /** First the current versions, then the others, of which there may be some without a current one. */
    private enum Walk {
        CURRENT,
        OTHER
    }

    /** Which directory it is about, and what was looked at last. */
    private record Progress(int directory, Walk walk, String after) {
        String text() {
            return directory + " " + walk + " " + after;
        }

        static Progress of(String text) {
            String[] parts = text.split(" ", 3);
            return new Progress(Integer.parseInt(parts[0]), Walk.valueOf(parts[1]), parts[2]);
        }
    }

    boolean isPending() {
        return database.read(tx -> Facts.find(tx, FACT)).isPresent();
    }

    /** The next batch, if there is one. @return numbers of ledgers with new outcomes */
    Set<Long> some() {
        if (!pending) {
            return Set.of();
        }
        // before looking: whoever has something to judge says so after the commit that wrote it down
        pending = false;
        Optional<String> fact = database.read(tx -> Facts.find(tx, FACT));
        if (fact.isEmpty()) {
            return Set.of();
        }
        pending = true;
        return database.write(tx -> batch(tx, fact.get()));
    }

    private Set<Long> batch(Transaction tx, String fact) throws SQLException {
        Progress progress = Progress.of(fact);
        List<RecordVersion> current = new ArrayList<>();
        List<RecordId> ids = new ArrayList<>();
        String last;
        int count;
        if (progress.walk() == Walk.CURRENT) {
            Optional<RecordId> after =
                    progress.after().isEmpty() ? Optional.empty() : Optional.of(RecordId.parse(progress.after()));
            current.addAll(Versions.currentAfter(tx, after, BATCH, self.suite().hash()));
            Directory newest = directories.current();
            current.stream()
                    .filter(version -> version.version() > 1 || hasWorkflow(newest, version.kind()))
                    .map(RecordVersion::id)
                    .forEach(ids::add);
            count = current.size();
            last = count == 0 ? "" : current.get(count - 1).id().toString();
        } else {
            ids.addAll(Versions.othersAfter(tx, progress.after(), BATCH));
            count = ids.size();
            last = ids.isEmpty() ? "" : ids.get(count - 1).toString();
        }
        Turns.take(tx, ids);
        Directory directory = directories.current();
        if (directories.isBehind(tx) || directory.version() < progress.directory()) {
            // to be judged by the newest alone, once this process has taken it up
            return Set.of();
        }
        Apply.Result judged =
                new Apply(tx, self.suite().hash(), new Entitlements(directory), self.now()).again(ids, Map.of());
        references.miss(tx, current, directory);
        references.look(tx, judged.current(), directory);
        if (count == BATCH) {
            Facts.replace(tx, FACT, fact, new Progress(progress.directory(), progress.walk(), last).text());
        } else if (progress.walk() == Walk.CURRENT) {
            Facts.replace(tx, FACT, fact, new Progress(progress.directory(), Walk.OTHER, "").text());
        } else {
            Facts.remove(tx, FACT, fact);
        }
        return judged.restated();
    }
}

package org.jilian.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jilian.crypto.Suite;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;

/**
 * How the records of version N+1 take the place of those of version N: each follows the version held, is the root
 * authority's, and changes nothing that never changes. Whether the whole then makes sense is {@link Consistency}'s.
 */
final class Succession {
    private final SortedMap<RecordId, Held> held;
    private final int version;

    Succession(SortedMap<RecordId, Held> held, int version) {
        this.held = held;
        this.version = version;
    }

    /** @throws RefusedDirectoryException naming the first record that is wrong, in the order of their ids */
    SortedMap<RecordId, Held> with(List<RecordVersion> records) {
        Federation federation = federation(records);
        SortedMap<RecordId, Held> next = new TreeMap<>(held);
        Hash hash = Suite.named(federation.identity().suite()).hash();
        Set<RecordId> seen = new HashSet<>();
        List<RecordVersion> sorted = new ArrayList<>(records);
        sorted.sort(java.util.Comparator.comparing(RecordVersion::id));
        for (RecordVersion record : sorted) {
            if (!seen.add(record.id())) {
                throw refused(Rule.RECORD_TWICE, record, "in the parcel once", "there twice");
            }
            Optional<Held> before = Optional.ofNullable(held.get(record.id()));
            follows(record, before.map(Held::record));
            authored(record, federation.identity().root());
            withdrawn(record);
            Held now = Held.of(record);
            named(now, hash);
            before.ifPresent(old -> unchanged(old, now));
            next.put(record.id(), now);
        }
        return next;
    }

    private Federation federation(List<RecordVersion> records) {
        List<RecordVersion> found = records.stream()
                .filter(record -> record.kind().value().equals(Federation.KIND))
                .toList();
        if (found.size() != 1) {
            throw new Refusal(
                            Rule.FEDERATION_RECORD,
                            "directory parcel",
                            "with exactly one federation record",
                            "with " + found.size())
                    .exception();
        }
        RecordVersion record = found.get(0);
        if (record.version() <= version) {
            throw refused(
                    Rule.VERSION_BACK,
                    record,
                    "version " + (version + 1),
                    "version " + record.version() + ", not newer");
        }
        if (record.version() > version + 1) {
            throw refused(
                    Rule.VERSION_GAP, record, "version " + (version + 1) + " first", "version " + record.version());
        }
        Federation federation = (Federation) Entries.read(record);
        if (!federation.expires().isAfter(record.at())) {
            throw refused(Rule.EXPIRY, record, "to expire after " + record.at(), "to expire " + federation.expires());
        }
        return federation;
    }

    private static void follows(RecordVersion record, Optional<RecordVersion> held) {
        int expected = held.map(RecordVersion::version).orElse(0) + 1;
        if (record.version() != expected) {
            throw refused(Rule.PREDECESSOR, record, "version " + expected, "version " + record.version());
        }
        Optional<Digest> digest = held.map(RecordVersion::digest);
        if (!record.previous().equals(digest)) {
            throw refused(Rule.PREDECESSOR, record, "after the version held, " + digest, "after " + record.previous());
        }
    }

    private static void authored(RecordVersion record, NodeId root) {
        if (!record.author().equals(root)
                || !record.holder().equals(root)
                || !record.id().firstAuthor().equals(root)) {
            throw refused(
                    Rule.AUTHOR,
                    record,
                    "first authored, authored and held by the root authority " + root,
                    record.id().firstAuthor() + ", " + record.author() + " and " + record.holder());
        }
        List<Stream> streams = List.of(new Stream(Stream.Direction.BELOW, root, Channel.DIRECTORY));
        if (!record.streams().equals(streams)) {
            throw refused(Rule.STREAMS, record, "for " + streams, "for " + record.streams());
        }
    }

    private static void withdrawn(RecordVersion record) {
        String kind = record.kind().value();
        boolean withdrawn = record.status().equals(RecordVersion.REVOKED) && kind.equals(Link.KIND);
        if (!withdrawn && !record.status().equals(RecordVersion.ACTIVE)) {
            throw refused(Rule.WITHDRAWAL, record, "active, or a link that is revoked", record.status());
        }
    }

    /** So that two records about the same have the same id, and the second has to follow the first. */
    private static void named(Held held, Hash hash) {
        Entry.Key key = held.entry().key();
        String expected = NaturalKey.hash(key.kind(), key.values(), hash);
        if (!held.record().id().key().equals(expected)) {
            throw refused(Rule.RECORD_ID, held.record(), "named " + expected + " after " + key, "named otherwise");
        }
    }

    private static void unchanged(Held before, Held after) {
        RecordVersion record = after.record();
        Entry old = before.entry();
        Entry now = after.entry();
        boolean writtenOnce = old instanceof Revocation || old instanceof Reset;
        boolean otherFederation = old instanceof Federation was
                && now instanceof Federation is
                && !was.identity().same(is.identity());
        boolean otherKeyDate = old instanceof SubjectKey was
                && now instanceof SubjectKey is
                && !was.notBefore().equals(is.notBefore());
        if (writtenOnce || otherFederation || otherKeyDate) {
            throw refused(
                    Rule.UNCHANGEABLE,
                    record,
                    "as it was: " + before.record().content(),
                    record.content().toString());
        }
    }

    private static RefusedDirectoryException refused(Rule rule, RecordVersion record, String expected, String actual) {
        return new Refusal(rule, record.toString(), expected, actual).exception();
    }
}

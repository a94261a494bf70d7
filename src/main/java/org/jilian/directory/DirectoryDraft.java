package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.Kind;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;
import org.jspecify.annotations.Nullable;

/** What the root authority wants the next directory version to say. Immutable; unsigned until its records are sealed. */
public final class DirectoryDraft {
    private final Federation federation;
    private final SortedMap<Entry.Key, Entry> entries;

    private DirectoryDraft(Federation federation, SortedMap<Entry.Key, Entry> entries) {
        this.federation = federation;
        this.entries = entries;
    }

    /** Only the federation, yet without a node. */
    public static DirectoryDraft of(Federation federation) {
        return new DirectoryDraft(federation, new TreeMap<>());
    }

    /** All that is in force in a version, to be changed. */
    public static DirectoryDraft from(Directory current) {
        SortedMap<Entry.Key, Entry> entries = new TreeMap<>();
        current.inForce().forEach(entry -> entries.put(entry.key(), entry));
        entries.remove(current.description().key());
        return new DirectoryDraft(current.description(), entries);
    }

    public Federation federation() {
        return federation;
    }

    public DirectoryDraft with(Federation changed) {
        return new DirectoryDraft(changed, entries);
    }

    /** Takes the place of the entry about the same, if there is one: the same node, or the same child and line. */
    public DirectoryDraft with(Entry entry) {
        if (entry instanceof Federation changed) {
            return with(changed);
        }
        SortedMap<Entry.Key, Entry> changed = new TreeMap<>(entries);
        changed.put(entry.key(), entry);
        return new DirectoryDraft(federation, changed);
    }

    public DirectoryDraft with(Kind kind) {
        return with(new KindEntry(kind));
    }

    /** Withdraws a link; nothing else can be taken back. */
    public DirectoryDraft without(Link link) {
        SortedMap<Entry.Key, Entry> changed = new TreeMap<>(entries);
        changed.remove(link.key());
        return new DirectoryDraft(federation, changed);
    }

    /**
     * The records of the next version: the federation's, and those of whatever differs from the current version. What
     * the draft leaves out stays in force, but for links.
     *
     * @param at when it is made; seconds are kept
     * @throws RefusedDirectoryException if the version would be refused by every node
     */
    public List<RecordVersion> records(Directory current, Hash hash, Instant at) {
        Writer writer = new Writer(current, hash, at.truncatedTo(ChronoUnit.SECONDS));
        writer.write(federation, true);
        entries.values().forEach(entry -> writer.write(entry, false));
        for (Link link : current.links()) {
            if (!entries.containsKey(link.key())) {
                writer.withdraw(link);
            }
        }
        fits(writer.records);
        current.next(writer.records);
        return List.copyOf(writer.records);
    }

    /** Version N is one parcel, so it has to fit into one; a large federation is built up over several versions. */
    private void fits(List<RecordVersion> records) {
        Limits limits = federation.limits();
        long bytes =
                records.stream().mapToLong(record -> record.bytes().length + 1L).sum();
        if (records.size() > limits.parcelRecords() || bytes > limits.parcelBytes()) {
            throw new Refusal(
                            Rule.SIZE,
                            "directory draft",
                            "at most " + limits.parcelRecords() + " records and " + limits.parcelBytes()
                                    + " bytes (leave some nodes for the version after)",
                            records.size() + " records and " + bytes + " bytes")
                    .exception();
        }
    }

    private final class Writer {
        private final Directory current;
        private final Hash hash;
        private final Instant at;
        private final List<RecordVersion> records = new ArrayList<>();

        Writer(Directory current, Hash hash, Instant at) {
            this.current = current;
            this.hash = hash;
            this.at = at;
        }

        void write(Entry entry, boolean always) {
            RecordId id = id(entry);
            @Nullable Held held = current.held(id);
            if (always || held == null || !held.active() || !held.says(entry)) {
                add(id, held, entry, RecordVersion.ACTIVE);
            }
        }

        void withdraw(Link link) {
            RecordId id = id(link);
            add(id, current.held(id), link, RecordVersion.REVOKED);
        }

        private RecordId id(Entry entry) {
            Entry.Key key = entry.key();
            return new RecordId(root(), key.kind(), NaturalKey.hash(key.kind(), key.values(), hash));
        }

        private void add(RecordId id, @Nullable Held held, Entry entry, String status) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("at", at.toString());
            document.put("author", root().value());
            document.set("content", entry.write());
            document.put("division", root().value());
            document.put("holder", root().value());
            document.put("id", id.toString());
            document.put("kind", id.kind().value());
            if (held != null) {
                Digest previous = held.record().digest();
                document.put("previous", previous.toString());
            }
            document.put("status", status);
            document.putArray("streams").add(new Stream(Stream.Direction.BELOW, root(), Channel.DIRECTORY).toString());
            document.put("version", held == null ? 1 : held.record().version() + 1);
            records.add(RecordVersion.of(document, hash));
        }

        private NodeId root() {
            return federation.identity().root();
        }
    }
}

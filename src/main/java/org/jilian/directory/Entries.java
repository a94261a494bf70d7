package org.jilian.directory;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jilian.record.CanonicalJson;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordVersion;

/** What the records in force say, by what they are about. */
final class Entries {
    private final SortedMap<Entry.Key, Entry> byKey = new TreeMap<>();

    private Entries() {}

    /** What these records say, but for withdrawn ones. No two are about the same, since their ids are made of that. */
    static Entries inForce(Collection<Held> records) {
        Entries entries = new Entries();
        records.stream().filter(Held::active).map(Held::entry).forEach(entry -> entries.byKey.put(entry.key(), entry));
        return entries;
    }

    <T extends Entry> List<T> of(Class<T> type) {
        return byKey.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** @throws RefusedDirectoryException if the content has another form than this software would write */
    static Entry read(RecordVersion version) {
        String subject = version.id().toString();
        try {
            Entry entry = parse(version);
            String written = CanonicalJson.text(entry.write());
            String given = CanonicalJson.text(version.content());
            if (!written.equals(given)) {
                throw new Refusal(Rule.FORM, subject, "written as " + written, given).exception();
            }
            return entry;
        } catch (MalformedException e) {
            throw new Refusal(Rule.FORM, subject, "well formed", String.valueOf(e.getMessage())).exception();
        }
    }

    private static Entry parse(RecordVersion version) {
        String kind = version.kind().value();
        if (kind.equals(KindEntry.KIND)) {
            return KindEntry.read(version.content());
        }
        Fields fields = new Fields(kind, version.content());
        Entry entry =
                switch (kind) {
                    case Federation.KIND -> Federation.read(fields);
                    case Node.KIND -> Node.read(fields);
                    case Link.KIND -> Link.read(fields);
                    case SubjectKey.KIND -> SubjectKey.read(fields);
                    case Revocation.KIND -> Revocation.read(fields);
                    case Reset.KIND -> Reset.read(fields);
                    default ->
                        throw new MalformedException(
                                "kind of a directory record", "one this software knows (is a newer one out?)", kind);
                };
        fields.end();
        return entry;
    }
}

package org.jilian.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.Disclosure;
import org.jilian.record.Hash;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;

/**
 * The values of protected fields that this node may read, encrypted at rest, each bound to its record, version, field and digest.
 * What was recalled (数据召回) is neither kept nor given, nor taken in again from whoever still has it.
 */
public final class Disclosures {
    private static final String NOT_RECALLED = "NOT EXISTS (SELECT 1 FROM disclosure_recall r"
            + " WHERE r.id = d.id AND r.path = d.path AND r.version >= d.version)";

    private final Cipher atRest;

    public Disclosures(Cipher atRest) {
        this.atRest = atRest;
    }

    /** Takes in those that are new and not recalled; one that is here already stays as it is. */
    public void put(Transaction tx, Collection<Disclosure> disclosures, Hash hash) throws SQLException {
        tx.batch(
                "INSERT INTO disclosure (id, path, version, digest, sealed) SELECT ?, ?, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM disclosure_recall WHERE id = ? AND path = ? AND version >= ?)"
                        + " ON CONFLICT (id, path, version, digest) DO NOTHING",
                disclosures,
                d -> {
                    Digest digest = d.digest(hash);
                    return Transaction.values(
                            d.id(), d.path(), d.version(), digest, seal(d, digest), d.id(), d.path(), d.version());
                });
    }

    /** The values that this version was signed with, as far as they are here, by field name. */
    public List<Disclosure> find(Transaction tx, RecordVersion version) throws SQLException {
        return version.protectedFields().isEmpty()
                ? List.of()
                : find(tx, version.id(), version.version(), version.protectedFields());
    }

    /** As {@link #find(Transaction, RecordVersion)} for many at once; what has none is not in the map. */
    public Map<RecordVersion, List<Disclosure>> find(Transaction tx, Collection<RecordVersion> versions)
            throws SQLException {
        Map<RecordId, RecordVersion> wanted = new HashMap<>();
        versions.stream()
                .filter(version -> !version.protectedFields().isEmpty())
                .forEach(version -> wanted.put(version.id(), version));
        Map<RecordVersion, List<Disclosure>> found = new HashMap<>();
        for (List<String> chunk : Among.chunks(
                tx, wanted.keySet().stream().map(RecordId::toString).toList())) {
            Among among = Among.of(tx, chunk);
            tx.each(
                    "SELECT d.id, d.version, d.path, d.digest, d.sealed FROM disclosure d WHERE d.id " + among.sql()
                            + " AND " + NOT_RECALLED,
                    row -> {
                        RecordVersion version =
                                java.util.Objects.requireNonNull(wanted.get(RecordId.parse(row.text("id"))));
                        Stored stored = new Stored(row.text("path"), row.digest("digest"), row.bytes("sealed"));
                        if (row.integer("version") == version.version()
                                && Optional.of(stored.digest())
                                        .equals(Optional.ofNullable(
                                                version.protectedFields().get(stored.path())))) {
                            found.computeIfAbsent(version, unused -> new ArrayList<>())
                                    .add(open(version.id(), version.version(), stored));
                        }
                    },
                    among.and());
        }
        return found;
    }

    List<Disclosure> find(Transaction tx, RecordId id, int version, Map<String, Digest> digests) throws SQLException {
        return tx
                .list(
                        "SELECT d.path, d.digest, d.sealed FROM disclosure d WHERE d.id = ? AND d.version = ? AND "
                                + NOT_RECALLED + " ORDER BY d.path",
                        row -> new Stored(row.text("path"), row.digest("digest"), row.bytes("sealed")),
                        id,
                        version)
                .stream()
                .filter(stored -> Optional.of(stored.digest()).equals(Optional.ofNullable(digests.get(stored.path()))))
                .map(stored -> open(id, version, stored))
                .toList();
    }

    private record Stored(String path, Digest digest, byte[] sealed) {}

    /**
     * Erases a field's values up to and including a version, and leaves the tombstone.
     *
     * @return how many values were erased here
     */
    public int recall(Transaction tx, RecordId id, String path, int version, Instant at) throws SQLException {
        tx.update(
                "INSERT INTO disclosure_recall AS r (id, path, version, at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (id, path) DO UPDATE SET version = excluded.version, at = excluded.at"
                        + " WHERE r.version < excluded.version",
                id,
                path,
                version,
                at);
        return tx.update("DELETE FROM disclosure WHERE id = ? AND path = ? AND version <= ?", id, path, version);
    }

    public boolean isRecalled(Transaction tx, RecordId id, String path, int version) throws SQLException {
        return tx.find(
                        "SELECT version FROM disclosure_recall WHERE id = ? AND path = ? AND version >= ?",
                        row -> row.integer("version"),
                        id,
                        path,
                        version)
                .isPresent();
    }

    private byte[] seal(Disclosure disclosure, Digest digest) {
        byte[] value = disclosure.value().getBytes(StandardCharsets.UTF_8);
        byte[] salt = disclosure.salt();
        byte[] plain = ByteBuffer.allocate(1 + salt.length + value.length)
                .put((byte) salt.length)
                .put(salt)
                .put(value)
                .array();
        return atRest.encrypt(plain, context(disclosure.id(), disclosure.version(), disclosure.path(), digest));
    }

    private Disclosure open(RecordId id, int version, Stored stored) {
        ByteBuffer plain =
                ByteBuffer.wrap(atRest.decrypt(stored.sealed(), context(id, version, stored.path(), stored.digest())));
        byte[] salt = new byte[plain.get()];
        plain.get(salt);
        return new Disclosure(
                id,
                version,
                stored.path(),
                salt,
                StandardCharsets.UTF_8.decode(plain).toString());
    }

    private static byte[] context(RecordId id, int version, String path, Digest digest) {
        return ("disclosure\n" + id + "\n" + version + "\n" + path + "\n" + digest).getBytes(StandardCharsets.UTF_8);
    }
}

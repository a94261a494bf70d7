package org.jilian.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jilian.record.Cipher;
import org.jilian.record.Disclosure;
import org.jilian.record.RecordId;

/**
 * The values of protected fields that this node may read, encrypted at rest, each bound to its record, version and field.
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
    public void put(Transaction tx, Collection<Disclosure> disclosures) throws SQLException {
        tx.batch(
                "INSERT INTO disclosure (id, path, version, sealed) SELECT ?, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM disclosure_recall WHERE id = ? AND path = ? AND version >= ?)"
                        + " ON CONFLICT (id, path, version) DO NOTHING",
                disclosures,
                d -> Transaction.values(d.id(), d.path(), d.version(), seal(d), d.id(), d.path(), d.version()));
    }

    /** All that are known of one version, by field name. */
    public List<Disclosure> find(Transaction tx, RecordId id, int version) throws SQLException {
        return tx.list(
                "SELECT d.path, d.sealed FROM disclosure d WHERE d.id = ? AND d.version = ? AND " + NOT_RECALLED
                        + " ORDER BY d.path",
                row -> open(id, version, row.text("path"), row.bytes("sealed")),
                id,
                version);
    }

    public Optional<Disclosure> find(Transaction tx, RecordId id, int version, String path) throws SQLException {
        return tx.find(
                "SELECT d.sealed FROM disclosure d WHERE d.id = ? AND d.path = ? AND d.version = ? AND " + NOT_RECALLED,
                row -> open(id, version, path, row.bytes("sealed")),
                id,
                path,
                version);
    }

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

    private byte[] seal(Disclosure disclosure) {
        byte[] value = disclosure.value().getBytes(StandardCharsets.UTF_8);
        byte[] salt = disclosure.salt();
        byte[] plain = ByteBuffer.allocate(1 + salt.length + value.length)
                .put((byte) salt.length)
                .put(salt)
                .put(value)
                .array();
        return atRest.encrypt(plain, context(disclosure.id(), disclosure.version(), disclosure.path()));
    }

    private Disclosure open(RecordId id, int version, String path, byte[] sealed) {
        ByteBuffer plain = ByteBuffer.wrap(atRest.decrypt(sealed, context(id, version, path)));
        byte[] salt = new byte[plain.get()];
        plain.get(salt);
        return new Disclosure(
                id, version, path, salt, StandardCharsets.UTF_8.decode(plain).toString());
    }

    private static byte[] context(RecordId id, int version, String path) {
        return ("disclosure\n" + id + "\n" + version + "\n" + path).getBytes(StandardCharsets.UTF_8);
    }
}

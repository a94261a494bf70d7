package org.jilian.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;

/** Rows that were not taken in (隔离区), encrypted at rest with their errors, which quote them, until they are purged. */
public final class Quarantine {
    private final Cipher atRest;

    public Quarantine(Cipher atRest) {
        this.atRest = atRest;
    }

    /** The same row again, from the same file, takes the place of the earlier one and is open. */
    public void put(Transaction tx, Iterable<QuarantinedRow> rows, Instant at) throws SQLException {
        tx.batch(
                "INSERT INTO quarantine (file, mapping, place, sealed, state, at) VALUES (?, ?, ?, ?, 'open', ?)"
                        + " ON CONFLICT (file, mapping, place) DO UPDATE"
                        + " SET sealed = excluded.sealed, state = excluded.state, at = excluded.at",
                rows,
                row -> Transaction.values(row.file(), row.mapping(), row.place(), seal(row), at));
    }

    /** A file's open rows in their order; one at a time is in memory. */
    public void eachOpen(Transaction tx, Digest file, String mapping, Consumer<QuarantinedRow> consumer)
            throws SQLException {
        tx.each(
                "SELECT place, sealed FROM quarantine WHERE file = ? AND mapping = ? AND state = 'open' ORDER BY place",
                row -> consumer.accept(open(file, mapping, row.integer("place"), row.bytes("sealed"))),
                file,
                mapping);
    }

    /** @return whether the row is here */
    public boolean mark(Transaction tx, Digest file, String mapping, int place, QuarantinedRow.State state)
            throws SQLException {
        return tx.update(
                        "UPDATE quarantine SET state = ? WHERE file = ? AND mapping = ? AND place = ?",
                        word(state),
                        file,
                        mapping,
                        place)
                == 1;
    }

    /** How many rows there are in each state. */
    public Map<QuarantinedRow.State, Long> counts(Transaction tx) throws SQLException {
        Map<QuarantinedRow.State, Long> counts = new EnumMap<>(QuarantinedRow.State.class);
        tx.each(
                "SELECT state, count(*) AS rows_there FROM quarantine GROUP BY state",
                row -> counts.put(
                        QuarantinedRow.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                        row.number("rows_there")));
        return counts;
    }

    /**
     * Erases rows in whatever state that were put before an instant: their retention is over.
     *
     * @return how many
     */
    public int purge(Transaction tx, Instant before) throws SQLException {
        return tx.update("DELETE FROM quarantine WHERE at < ?", before);
    }

    private byte[] seal(QuarantinedRow row) {
        JsonNode document = JsonNodeFactory.instance
                .objectNode()
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("errors", row.errors())
                .set("original", row.original());
        return atRest.encrypt(CanonicalJson.write(document), context(row.file(), row.mapping(), row.place()));
    }

    private QuarantinedRow open(Digest file, String mapping, int place, byte[] sealed) {
        JsonNode document = CanonicalJson.read(atRest.decrypt(sealed, context(file, mapping, place)));
        return new QuarantinedRow(file, mapping, place, document.path("errors"), document.path("original"));
    }

    private static byte[] context(Digest file, String mapping, int place) {
        return ("quarantine\n" + file + "\n" + mapping + "\n" + place).getBytes(StandardCharsets.UTF_8);
    }

    private static String word(QuarantinedRow.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}

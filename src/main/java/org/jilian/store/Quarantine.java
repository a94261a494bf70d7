package org.jilian.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;

/**
 * Rows that were not taken in (隔离区), until they are purged: encrypted at rest with the heads above them and their errors,
 * which quote them. In clear stand the file's name and the codes of the errors, by which they are found.
 */
public final class Quarantine {
    private static final int DIGEST = 32;
    private static final String FOUND =
            " FROM quarantine WHERE state = ? AND codes LIKE ? ESCAPE '!' AND lower(name) LIKE ? ESCAPE '!'";

    private final Cipher atRest;

    public Quarantine(Cipher atRest) {
        this.atRest = atRest;
    }

    /** The same row again, from the same file, takes the place of the earlier one and is open. */
    public void put(Transaction tx, Iterable<QuarantinedRow> rows, Instant at) throws SQLException {
        tx.batch(
                "INSERT INTO quarantine (file, mapping, place, name, codes, sealed, state, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'open', ?) ON CONFLICT (file, mapping, place) DO UPDATE"
                        + " SET name = excluded.name, codes = excluded.codes, sealed = excluded.sealed,"
                        + " state = excluded.state, at = excluded.at",
                rows,
                row -> Transaction.values(
                        row.key().file(),
                        row.key().mapping(),
                        row.key().place(),
                        row.source().name(),
                        written(row.codes()),
                        seal(row),
                        at));
    }

    /** Other errors and cells of rows that are here, in the state that they are in; kept no longer for that. */
    public void amend(Transaction tx, Iterable<QuarantinedRow> rows) throws SQLException {
        tx.batch(
                "UPDATE quarantine SET codes = ?, sealed = ? WHERE file = ? AND mapping = ? AND place = ?",
                rows,
                row -> Transaction.values(
                        written(row.codes()),
                        seal(row),
                        row.key().file(),
                        row.key().mapping(),
                        row.key().place()));
    }

    /** A row with all that was sealed. */
    public Optional<QuarantinedRow> find(Transaction tx, QuarantinedRow.Key key) throws SQLException {
        return tx.find(
                "SELECT name, sealed FROM quarantine WHERE file = ? AND mapping = ? AND place = ?",
                row -> open(key, row.text("name"), row.bytes("sealed")),
                key.file(),
                key.mapping(),
                key.place());
    }

    /** The newest first, then in the order of their file. */
    public List<QuarantineEntry> list(Transaction tx, QuarantineQuery query, int limit) throws SQLException {
        return tx.list(
                "SELECT file, mapping, place, name, codes, state, at" + FOUND
                        + " ORDER BY at DESC, file, mapping, place LIMIT ?",
                Quarantine::entry,
                word(query.state()),
                query.codeLike(),
                query.nameLike(),
                limit);
    }

    /** Row by row of a file, as they are tried again. */
    public List<QuarantineEntry> inOrder(Transaction tx, QuarantineQuery query) throws SQLException {
        return tx.list(
                "SELECT file, mapping, place, name, codes, state, at" + FOUND + " ORDER BY file, mapping, place",
                Quarantine::entry,
                word(query.state()),
                query.codeLike(),
                query.nameLike());
    }

    /** How many rows each set of codes stands on. */
    public Map<List<String>, Long> codes(Transaction tx, QuarantineQuery query) throws SQLException {
        Map<List<String>, Long> counts = new java.util.LinkedHashMap<>();
        tx.each(
                "SELECT codes, count(*) AS n" + FOUND + " GROUP BY codes",
                row -> counts.put(read(row.text("codes")), row.number("n")),
                word(query.state()),
                query.codeLike(),
                query.nameLike());
        return counts;
    }

    /**
     * The rows of one place in files whose digest begins so: usually one, but several if the file was judged under
     * several versions of a mapping.
     *
     * @param hex the first digits of a file's digest, an even number of them
     */
    public List<QuarantineEntry> at(Transaction tx, String hex, int place) throws SQLException {
        byte[] prefix = HexFormat.of().parseHex(hex);
        byte[] last = Arrays.copyOf(prefix, DIGEST);
        Arrays.fill(last, prefix.length, DIGEST, (byte) 0xff);
        return tx.list(
                "SELECT file, mapping, place, name, codes, state, at FROM quarantine"
                        + " WHERE file >= ? AND file <= ? AND place = ? ORDER BY at DESC, file, mapping",
                Quarantine::entry,
                Arrays.copyOf(prefix, DIGEST),
                last,
                place);
    }

    /** All rows of a file, whatever became of them, under whatever mapping. */
    public List<QuarantineEntry> of(Transaction tx, Digest file) throws SQLException {
        return tx.list(
                "SELECT file, mapping, place, name, codes, state, at FROM quarantine WHERE file = ?"
                        + " ORDER BY place, mapping",
                Quarantine::entry,
                file);
    }

    /** Another row has taken its place. */
    public void remove(Transaction tx, QuarantinedRow.Key key) throws SQLException {
        tx.update(
                "DELETE FROM quarantine WHERE file = ? AND mapping = ? AND place = ?",
                key.file(),
                key.mapping(),
                key.place());
    }

    /** @return whether the row is here */
    public boolean mark(Transaction tx, QuarantinedRow.Key key, QuarantinedRow.State state) throws SQLException {
        return tx.update(
                        "UPDATE quarantine SET state = ? WHERE file = ? AND mapping = ? AND place = ?",
                        word(state),
                        key.file(),
                        key.mapping(),
                        key.place())
                == 1;
    }

    /** How many rows there are in each state. */
    public Map<QuarantinedRow.State, Long> counts(Transaction tx) throws SQLException {
        Map<QuarantinedRow.State, Long> counts = new EnumMap<>(QuarantinedRow.State.class);
        tx.each(
                "SELECT state, count(*) AS rows_there FROM quarantine GROUP BY state",
                row -> counts.put(state(row), row.number("rows_there")));
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

    private static QuarantineEntry entry(Row row) throws SQLException {
        return new QuarantineEntry(
                new QuarantinedRow.Key(row.digest("file"), row.text("mapping"), row.integer("place")),
                row.text("name"),
                read(row.text("codes")),
                state(row),
                row.instant("at"));
    }

    private static QuarantinedRow.State state(Row row) throws SQLException {
        return QuarantinedRow.State.valueOf(row.text("state").toUpperCase(Locale.ROOT));
    }

    /** With a space before and behind each, so that no code is found by a part of it. */
    private static String written(List<String> codes) {
        return codes.isEmpty() ? "" : " " + String.join(" ", codes) + " ";
    }

    private static List<String> read(String codes) {
        return codes.isBlank() ? List.of() : List.of(codes.strip().split(" "));
    }

    private byte[] seal(QuarantinedRow row) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("errors", row.errors());
        document.put("division", row.source().division());
        row.source().period().ifPresent(period -> document.put("period", period));
        ArrayNode heads = document.putArray("heads");
        row.source().heads().forEach(heads::add);
        ArrayNode original = document.putArray("original");
        row.original().forEach(original::add);
        return atRest.encrypt(CanonicalJson.write(document), context(row.key()));
    }

    private QuarantinedRow open(QuarantinedRow.Key key, String name, byte[] sealed) {
        JsonNode document = CanonicalJson.read(atRest.decrypt(sealed, context(key)));
        return new QuarantinedRow(
                key,
                new QuarantinedRow.Source(
                        name,
                        texts(document.path("heads")),
                        document.path("division").asText(),
                        Optional.ofNullable(document.get("period")).map(JsonNode::asText)),
                document.path("errors"),
                texts(document.path("original")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static byte[] context(QuarantinedRow.Key key) {
        return ("quarantine\n" + key.file() + "\n" + key.mapping() + "\n" + key.place())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String word(QuarantinedRow.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}

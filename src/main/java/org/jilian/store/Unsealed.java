package org.jilian.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;

/** Versions authored and committed here that no parcel holds yet (待封装), per stream in the order of authoring. */
public final class Unsealed {
    private Unsealed() {}

    /** One waiting version. */
    public record Waiting(long n, byte[] body) {}

    /** How much waits in one stream, and since when. */
    public record Backlog(Stream stream, long count, long bytes, Instant oldest) {}

    /** A version that waits for a stream. */
    public record Entry(Stream stream, RecordVersion version) {}

    public static void add(Transaction tx, List<Entry> entries, Instant now) throws SQLException {
        tx.insert(
                "unsealed",
                "stream, id, digest, body, bytes, at",
                entries,
                entry -> Transaction.values(
                        entry.stream(),
                        entry.version().id(),
                        entry.version().digest(),
                        new JsonText(entry.version().bytes()),
                        entry.version().bytes().length,
                        now));
    }

    public static List<Backlog> backlogs(Transaction tx) throws SQLException {
        return tx.list(
                "SELECT stream, count(*) AS records, sum(bytes) AS bytes, min(at) AS oldest FROM unsealed"
                        + " GROUP BY stream ORDER BY stream",
                row -> new Backlog(
                        Stream.parse(row.text("stream")),
                        row.number("records"),
                        row.number("bytes"),
                        row.instant("oldest")));
    }

    /** Whether this version still waits for any stream. */
    public static boolean holds(Transaction tx, RecordVersion version) throws SQLException {
        return tx.find(
                        "SELECT n FROM unsealed WHERE id = ? AND digest = ? LIMIT 1",
                        row -> row.number("n"),
                        version.id(),
                        version.digest())
                .isPresent();
    }

    /** Whether anything waits for this stream. */
    public static boolean isWaiting(Transaction tx, Stream stream) throws SQLException {
        return tx.find("SELECT n FROM unsealed WHERE stream = ? ORDER BY n LIMIT 1", row -> row.number("n"), stream)
                .isPresent();
    }

    /** Of which records the first ones are, by the number of the entry. */
    public static Map<Long, RecordId> ids(Transaction tx, Stream stream, int limit) throws SQLException {
        Map<Long, RecordId> ids = new TreeMap<>();
        tx.each(
                "SELECT n, id FROM unsealed WHERE stream = ? ORDER BY n LIMIT ?",
                row -> ids.put(row.number("n"), RecordId.parse(row.text("id"))),
                stream,
                limit);
        return ids;
    }

    public static List<Waiting> first(Transaction tx, Stream stream, int limit) throws SQLException {
        return tx.list(
                "SELECT n, body FROM unsealed WHERE stream = ? ORDER BY n LIMIT ?",
                row -> new Waiting(row.number("n"), row.text("body").getBytes(StandardCharsets.UTF_8)),
                stream,
                limit);
    }
    /**
     * Exactly these: numbers are drawn before their transaction commits, so a lower one may appear after a higher one was
     * read.
     */
    public static void remove(Transaction tx, List<Waiting> sealed) throws SQLException {
        tx.batch("DELETE FROM unsealed WHERE n = ?", sealed, each -> Transaction.values(each.n()));
    }
}

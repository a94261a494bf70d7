package org.jilian.store;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.record.Digest;

/** Which rows of earlier files were taken in whole: two numbers each, in pieces, for the newest files of each context. */
public final class TakenPrints {
    /** Rows a piece: 1 MiB. */
    private static final int PIECE = 1 << 16;
    /** Files remembered of each context: a platform may export in several, and the one before may have been cut short. */
    private static final int FILES = 3;

    private TakenPrints() {}

    /** Hears of one remembered row. */
    @FunctionalInterface
    public interface Print {
        void at(long high, long low);
    }

    /**
     * Remembers a file's rows and forgets those of the oldest files of its context.
     *
     * @param prints two numbers a row
     */
    public static void put(Transaction tx, Digest context, Digest file, LongBuffer prints, Instant at)
            throws SQLException {
        tx.update("DELETE FROM taken_rows WHERE context = ? AND file = ?", context, file);
        List<ByteBuffer> pieces = new ArrayList<>();
        LongBuffer rest = prints.duplicate();
        while (rest.hasRemaining()) {
            int length = Math.min(rest.remaining(), 2 * PIECE);
            ByteBuffer piece = ByteBuffer.allocate(length * Long.BYTES);
            LongBuffer part = rest.slice().limit(length);
            piece.asLongBuffer().put(part);
            pieces.add(piece);
            rest.position(rest.position() + length);
        }
        for (int n = 0; n < pieces.size(); n++) {
            tx.update(
                    "INSERT INTO taken_rows (context, file, n, prints, at) VALUES (?, ?, ?, ?, ?)",
                    context,
                    file,
                    n,
                    pieces.get(n).array(),
                    at);
        }
        List<Digest> old = tx
                .list(
                        "SELECT file, max(at) AS newest FROM taken_rows WHERE context = ? GROUP BY file"
                                + " ORDER BY newest DESC, file",
                        row -> row.digest("file"),
                        context)
                .stream()
                .skip(FILES)
                .toList();
        for (Digest each : old) {
            tx.update("DELETE FROM taken_rows WHERE context = ? AND file = ?", context, each);
        }
    }

    /** A piece at a time is in memory. */
    public static void each(Transaction tx, Digest context, Print print) throws SQLException {
        tx.each("SELECT prints FROM taken_rows WHERE context = ?", row -> piece(row.bytes("prints"), print), context);
    }

    /** The file of a context that was remembered last. */
    public static Optional<Digest> newest(Transaction tx, Digest context) throws SQLException {
        return tx.find(
                "SELECT file FROM taken_rows WHERE context = ? ORDER BY at DESC, file LIMIT 1",
                row -> row.digest("file"),
                context);
    }

    /** Of one file alone. */
    public static void each(Transaction tx, Digest context, Digest file, Print print) throws SQLException {
        tx.each(
                "SELECT prints FROM taken_rows WHERE context = ? AND file = ?",
                row -> piece(row.bytes("prints"), print),
                context,
                file);
    }

    private static void piece(byte[] prints, Print print) {
        LongBuffer piece = ByteBuffer.wrap(prints).asLongBuffer();
        while (piece.hasRemaining()) {
            print.at(piece.get(), piece.get());
        }
    }

    /** Forgets what was remembered before an instant. */
    public static int purge(Transaction tx, Instant before) throws SQLException {
        return tx.update("DELETE FROM taken_rows WHERE at < ?", before);
    }
}

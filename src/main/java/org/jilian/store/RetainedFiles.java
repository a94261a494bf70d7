package org.jilian.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;

/** Input files as they came, encrypted at rest in pieces, each bound to its place, until their retention ends. */
public final class RetainedFiles {
    private static final int PIECE = 1 << 20;

    private final Cipher atRest;

    public RetainedFiles(Cipher atRest) {
        this.atRest = atRest;
    }

    /**
     * Keeps a file, or keeps it longer if it is here.
     *
     * @param file SHA-256 of the content
     * @throws IOException if the content cannot be read, or is no longer what the digest was taken of; then let the
     *     transaction fail
     */
    public void keep(Transaction tx, Digest file, InputStream content, Instant until) throws SQLException, IOException {
        int longer = tx.update(
                "UPDATE retained_file SET until = CASE WHEN until < ? THEN ? ELSE until END WHERE file = ?",
                until,
                until,
                file);
        if (longer == 0) {
            tx.update("INSERT INTO retained_file (file, size, until) VALUES (?, 0, ?)", file, until);
            long size = pieces(tx, file, content);
            tx.update("UPDATE retained_file SET size = ? WHERE file = ?", size, file);
        }
    }

    private long pieces(Transaction tx, Digest file, InputStream content) throws SQLException, IOException {
        MessageDigest sha = sha256();
        long size = 0;
        int n = 0;
        for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
            sha.update(piece);
            tx.update(
                    "INSERT INTO retained_piece (file, n, sealed) VALUES (?, ?, ?)",
                    file,
                    n,
                    atRest.encrypt(piece, context(file, n)));
            size += piece.length;
            n++;
        }
        Digest read = Digest.of(sha.digest());
        if (!read.equals(file)) {
            throw new IOException("The file's SHA-256 should be " + file + ", but is " + read
                    + ": it changed while it was taken in; take it in again");
        }
        return size;
    }

    /** @return the file's size in bytes, or empty if it is not kept */
    public Optional<Long> writeTo(Transaction tx, Digest file, OutputStream out) throws SQLException, IOException {
        Optional<Long> size = tx.find("SELECT size FROM retained_file WHERE file = ?", row -> row.number("size"), file);
        if (size.isPresent()) {
            long written = 0;
            for (int n = 0; written < size.get(); n++) {
                byte[] piece = piece(tx, file, n);
                out.write(piece);
                written += piece.length;
            }
        }
        return size;
    }

    private byte[] piece(Transaction tx, Digest file, int n) throws SQLException {
        return tx.find(
                        "SELECT sealed FROM retained_piece WHERE file = ? AND n = ?",
                        row -> atRest.decrypt(row.bytes("sealed"), context(file, n)),
                        file,
                        n)
                .orElseThrow(() -> new StoreException(
                        Fault.CORRUPT,
                        "The retained file " + file + " should have a piece " + n
                                + ", but has none: restore the last backup, or take the file in again"));
    }

    /**
     * Erases the files whose retention is over.
     *
     * @return how many
     */
    public int purge(Transaction tx, Instant now) throws SQLException {
        return tx.update("DELETE FROM retained_file WHERE until <= ?", now);
    }

    private static byte[] context(Digest file, int n) {
        return ("retained file\n" + file + "\n" + n).getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}

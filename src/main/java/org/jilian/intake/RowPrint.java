package org.jilian.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A row's cells by 128 bits of SHA-256, so that the same row is recognised in another file. */
public record RowPrint(long high, long low) {
    /** Ends a cell; no cell holds one, because spreadsheets and CSV files of text do not. */
    private static final byte END = 0;

    /** Makes prints; not for several threads. */
    static final class Maker {
        private final MessageDigest sha256;

        Maker() {
            try {
                this.sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256 (java.security.MessageDigest)", e);
            }
        }

        /** Under the heads of its table: the same cells in another order of columns are another row. */
        RowPrint of(byte[] heads, RawRow row) {
            sha256.update(heads);
            for (Cell cell : row.cells()) {
                sha256.update((byte) (cell.type().ordinal() << 1 | (cell.formula() ? 1 : 0)));
                sha256.update(cell.text().getBytes(StandardCharsets.UTF_8));
                sha256.update(END);
            }
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
            return new RowPrint(digest.getLong(), digest.getLong());
        }

        byte[] of(Heads heads) {
            String text = String.join("\0", heads.texts());
            return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}

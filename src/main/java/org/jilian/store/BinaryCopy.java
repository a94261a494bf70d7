package org.jilian.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the form of PostgreSQL's {@code COPY … FROM STDIN (FORMAT binary)}
 * (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"): about half the server's work of an insert.
 * A value's form must be its column's: text, json and bytea take bytes as they are, bigint eight of them, integer four.
 */
final class BinaryCopy {
    /** The signature, then no flags and no header extension. */
    private static final byte[] HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final int END = -1;
    private static final int NULL = -1;
    /** Bytes gathered before they are handed to the driver. */
    private static final int CHUNK = 64 * 1024;

    private final CopyIn server;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(2 * CHUNK);
    private final DataOutputStream out = new DataOutputStream(waiting);

    private BinaryCopy(CopyIn server) {
        this.server = server;
    }

    /** All rows or, with an exception, none; the connection is usable for a rollback afterwards. */
    static <R> void insert(Connection connection, String table, String columns, List<R> rows, Binder<R> binder)
            throws SQLException {
        CopyIn server = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + columns + ") FROM STDIN (FORMAT binary)");
        try {
            new BinaryCopy(server).rows(rows, binder);
            server.endCopy();
        } finally {
            if (server.isActive()) {
                server.cancelCopy();
            }
        }
    }

    private <R> void rows(List<R> rows, Binder<R> binder) throws SQLException {
        try {
            out.write(HEAD);
            for (R row : rows) {
                @Nullable Object[] values = binder.of(row);
                out.writeShort(values.length);
                for (Object value : values) {
                    write(Parameters.plain(value));
                }
                if (waiting.size() >= CHUNK) {
                    hand();
                }
            }
            out.writeShort(END);
            hand();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory should take every byte", e);
        }
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
        } else if (value instanceof String text) {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof byte[] bytes) {
            bytes(bytes);
        } else if (value instanceof JsonText json) {
            bytes(json.utf8());
        } else if (value instanceof Long number) {
            out.writeInt(Long.BYTES);
            out.writeLong(number);
        } else {
            out.writeInt(Integer.BYTES);
            out.writeInt((Integer) value);
        }
    }

    private void bytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void hand() throws SQLException {
        byte[] bytes = waiting.toByteArray();
        server.writeToCopy(bytes, 0, bytes.length);
        waiting.reset();
    }
}

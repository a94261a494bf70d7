package org.jilian.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One form per type, in both engines: texts and ids as text, numbers as integers, booleans as 0 and 1, digests as their
 * 32 bytes, instants as <em>milliseconds</em> since 1970 UTC (a record's own instants are whole seconds, but lag and
 * latency are not), several texts as an array (PostgreSQL alone), an empty {@link Optional} and {@code null} as NULL.
 */
final class Parameters {
    private Parameters() {}

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof Digest digest) {
            statement.setBytes(index, digest.bytes());
        } else if (value instanceof Instant instant) {
            statement.setLong(index, instant.toEpochMilli());
        } else if (value instanceof Boolean flag) {
            statement.setInt(index, flag ? 1 : 0);
        } else if (value instanceof String[] texts) {
            statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
        } else if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof Optional<?> optional) {
            bind(statement, index, optional.orElse(null));
        } else if (isNamed(value)) {
            statement.setString(index, value.toString());
        } else {
            throw new IllegalArgumentException("Parameter " + index
                    + " should be a text, integer, boolean, byte array, " + "digest, instant, id or empty, but is a "
                    + value.getClass().getName());
        }
    }

    private static boolean isNamed(Object value) {
        return value instanceof NodeId
                || value instanceof RecordId
                || value instanceof KindName
                || value instanceof Stream
                || value instanceof Channel;
    }
}

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
        Object plain = plain(value);
        if (plain instanceof String text) {
            statement.setString(index, text);
        } else if (plain instanceof Long number) {
            statement.setLong(index, number);
        } else if (plain instanceof Integer number) {
            statement.setInt(index, number);
        } else if (plain instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (plain instanceof JsonText json) {
            statement.setString(index, json.toString());
        } else if (plain instanceof String[] texts) {
            statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
        } else {
            statement.setNull(index, Types.NULL);
        }
    }

    /** A text, long, integer, byte array, json, array of texts or null: what the value is to either engine. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Integer
                || value instanceof byte[]
                || value instanceof JsonText
                || value instanceof String[]) {
            return value;
        } else if (value instanceof Digest digest) {
            return digest.bytes();
        } else if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        } else if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        } else if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        } else if (isNamed(value)) {
            return value.toString();
        }
        throw new IllegalArgumentException("A parameter should be a text, integer, boolean, byte array, "
                + "digest, instant, id or empty, but is a "
                + value.getClass().getName());
    }

    private static boolean isNamed(Object value) {
        return value instanceof NodeId
                || value instanceof RecordId
                || value instanceof KindName
                || value instanceof Stream
                || value instanceof Channel;
    }
}

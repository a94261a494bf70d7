package org.jilian.ledger;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jilian.record.MalformedException;

/**
 * Byte strings put into one: a count, then each with its length before it (32-bit, big-endian). Taking apart is exact:
 * lengths that do not add up to the whole are refused before anything is allocated for them.
 */
public final class Frame {
    private static final int MAX_PARTS = 100_000;

    private Frame() {}

    public static byte[] join(List<byte[]> parts) {
        int size = Integer.BYTES;
        for (byte[] part : parts) {
            size = Math.addExact(size, Integer.BYTES + part.length);
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).putInt(parts.size());
        for (byte[] part : parts) {
            buffer.putInt(part.length).put(part);
        }
        return buffer.array();
    }

    public static List<byte[]> split(byte[] frame) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(frame);
            int count = buffer.getInt();
            if (count < 0 || count > MAX_PARTS) {
                throw new MalformedException("parts of a frame", "0 to " + MAX_PARTS, count + "");
            }
            List<byte[]> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int length = buffer.getInt();
                if (length < 0 || length > buffer.remaining()) {
                    throw new MalformedException("length of part " + i, "0 to " + buffer.remaining(), length + "");
                }
                byte[] part = new byte[length];
                buffer.get(part);
                parts.add(part);
            }
            if (buffer.hasRemaining()) {
                throw new MalformedException("frame", "used up by its parts", buffer.remaining() + " bytes more");
            }
            return parts;
        } catch (BufferUnderflowException e) {
            throw new MalformedException("frame", "as long as its parts", frame.length + " bytes");
        }
    }

    /** @throws MalformedException unless there are exactly so many parts */
    public static List<byte[]> split(byte[] frame, int parts) {
        List<byte[]> all = split(frame);
        if (all.size() != parts) {
            throw new MalformedException("frame", parts + " parts", all.size() + " parts");
        }
        return all;
    }
}

package org.jilian.ledger;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Disclosure;
import org.jilian.record.MalformedException;

/**
 * The plain form of what travels encrypted beside a parcel: its disclosures, one canonical JSON line each, as one zstd
 * frame after the size (32-bit) that it unpacks to.
 */
public final class DisclosureLines {
    private static final int LEVEL = 3;

    private DisclosureLines() {}

    public static byte[] pack(List<Disclosure> disclosures) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Disclosure disclosure : disclosures) {
            lines.writeBytes(CanonicalJson.write(disclosure.write()));
            lines.write('\n');
        }
        byte[] packed = Zstd.compress(lines.toByteArray(), LEVEL);
        return ByteBuffer.allocate(Integer.BYTES + packed.length)
                .putInt(lines.size())
                .put(packed)
                .array();
    }

    /**
     * @param limit bytes that the lines may have
     * @throws MalformedException if they have more, or are not what {@link #pack} makes
     */
    public static List<Disclosure> unpack(byte[] packed, int limit) {
        if (packed.length < Integer.BYTES) {
            throw new MalformedException("disclosures", "a size and a zstd frame", packed.length + " bytes");
        }
        int size = ByteBuffer.wrap(packed).getInt();
        if (size < 0 || size > limit) {
            throw new MalformedException("size of the disclosures", "0 to " + limit, size + "");
        }
        byte[] frame = Arrays.copyOfRange(packed, Integer.BYTES, packed.length);
        byte[] plain = unpacked(frame, size);
        List<Disclosure> disclosures = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] == '\n') {
                disclosures.add(Disclosure.read(CanonicalJson.read(Arrays.copyOfRange(plain, from, i))));
                from = i + 1;
            }
        }
        return disclosures;
    }

    private static byte[] unpacked(byte[] frame, int size) {
        try {
            byte[] plain = new byte[size];
            if (Zstd.decompressByteArray(plain, 0, size, frame, 0, frame.length) != size) {
                throw new MalformedException("disclosures", size + " bytes when unpacked", "another size");
            }
            return plain;
        } catch (ZstdException e) {
            throw new MalformedException("disclosures", "a zstd frame of " + size + " bytes", e.getMessage() + "");
        }
    }
}

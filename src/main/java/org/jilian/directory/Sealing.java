package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * When a busy node seals a parcel: at this count, these bytes, or this age of the oldest record, whichever comes first. A
 * quiet node seals at once; no parcel is larger than the limits, whatever stands here.
 */
public record Sealing(int records, int bytes, Duration age) {
    public static final Sealing STANDARD = new Sealing(4_000, 4 * 1024 * 1024, Duration.ofMillis(200));

    static Sealing read(Fields fields) {
        return new Sealing(
                (int) fields.integer("records", 1, Limits.STANDARD.parcelRecords()),
                (int) fields.integer("bytes", 1024, Limits.STANDARD.parcelBytes()),
                Duration.ofMillis(fields.integer("ageMillis", 1, 3_600_000)));
    }

    ObjectNode write() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ageMillis", age.toMillis())
                .put("bytes", bytes)
                .put("records", records);
    }
}

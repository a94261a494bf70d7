package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * The protocol's limits, which stand in the directory so that all nodes judge alike (wire.md).
 *
 * @param parcelRecords most records in a parcel
 * @param parcelBytes most bytes of a parcel's records before compression; the same bound holds for its disclosures
 * @param recordBytes most bytes of one record
 * @param decompressionRatio most bytes that one compressed byte may become
 * @param window parcels that may be under way on a link without a receipt
 * @param clockSkew how far a neighbour's clock may be from one's own
 */
public record Limits(
        int parcelRecords, int parcelBytes, int recordBytes, int decompressionRatio, int window, Duration clockSkew) {
    /** What wire.md says; a directory may be stricter in the size of parcels, never laxer. */
    public static final Limits STANDARD =
            new Limits(5_000, 8 * 1024 * 1024, 256 * 1024, 200, 32, Duration.ofSeconds(120));

    static Limits read(Fields fields) {
        return new Limits(
                (int) fields.integer("parcelRecords", 1, STANDARD.parcelRecords),
                (int) fields.integer("parcelBytes", 1024, STANDARD.parcelBytes),
                (int) fields.integer("recordBytes", 1024, STANDARD.parcelBytes),
                (int) fields.integer("decompressionRatio", 10, 10_000),
                (int) fields.integer("window", 1, 10_000),
                Duration.ofSeconds(fields.integer("clockSkewSeconds", 1, 3_600)));
    }

    ObjectNode write() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("clockSkewSeconds", clockSkew.toSeconds())
                .put("decompressionRatio", decompressionRatio)
                .put("parcelBytes", parcelBytes)
                .put("parcelRecords", parcelRecords)
                .put("recordBytes", recordBytes)
                .put("window", window);
    }
}

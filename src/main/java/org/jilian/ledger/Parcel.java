package org.jilian.ledger;

/**
 * A signed batch of records (数据包), as its four byte strings: they are forwarded as they are, so that the origin's
 * signature survives any number of hops.
 *
 * @param header canonical JSON, see {@link Header}
 * @param signature CMS SignedData, detached, over the header bytes
 * @param records canonical records, one a line, zstd; empty when only the header is held (the body is awaited)
 * @param disclosures values of protected fields, encrypted to the entitled nodes; empty when there are none
 */
public record Parcel(byte[] header, byte[] signature, byte[] records, byte[] disclosures) {
    @Override
    public String toString() {
        return "parcel of " + (header.length + signature.length + records.length + disclosures.length) + " bytes";
    }
}

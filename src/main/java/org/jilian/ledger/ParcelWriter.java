package org.jilian.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.SigningKey;
import org.jilian.crypto.Suite;
import org.jilian.record.Digest;
import org.jilian.record.RecordVersion;

/** Makes a parcel of records: the same records at the same place always get the same header. */
public final class ParcelWriter {
    private final String federation;
    private final Suite suite;
    private final List<SigningKey> keys;

    /** @param keys one for a node; old and new root for a directory that rotates its roots */
    public ParcelWriter(String federation, Suite suite, List<SigningKey> keys) {
        this.federation = federation;
        this.suite = suite;
        this.keys = List.copyOf(keys);
    }

    /** What a parcel continues: its place, the header digest before it and the directory it is sealed under. */
    public record Continuation(Place place, Optional<Digest> previous, int directory) {}

    public Parcel write(Continuation after, List<RecordVersion> records, byte[] disclosures, Instant sealedAt) {
        List<byte[]> bytes = records.stream().map(RecordVersion::bytes).toList();
        MerkleTree tree =
                new MerkleTree(records.stream().map(RecordVersion::digest).toList(), suite.hash());
        Header header = new Header(
                federation,
                after.place(),
                after.previous(),
                after.directory(),
                sealedAt,
                new Header.Body(records.size(), tree.root(), Records.size(bytes)));
        byte[] headerBytes = header.write();
        return new Parcel(headerBytes, suite.sign(headerBytes, sealedAt, keys), Records.pack(bytes), disclosures);
    }
}

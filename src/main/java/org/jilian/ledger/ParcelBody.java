package org.jilian.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;

/** The records of a parcel, proved against its header: count, sizes and root all match. */
public record ParcelBody(List<byte[]> records, List<Digest> digests) {
    /** What checking a body gives. */
    public sealed interface Checked {
        record Whole(ParcelBody body) implements Checked {}

        record Broken(Refusal refusal) implements Checked {}
    }

    public static Checked check(byte[] packed, Header.Body expected, Hash hash) {
        List<byte[]> records;
        try {
            records = Records.unpack(packed, expected.recordBytes());
        } catch (MalformedException e) {
            return broken(e.getMessage() + "");
        }
        if (records.size() != expected.count()) {
            return broken("the header announces " + expected.count() + " records, the body has " + records.size());
        }
        List<Digest> digests = new ArrayList<>(records.size());
        for (byte[] each : records) {
            digests.add(hash.leaf(each));
        }
        Digest root = new MerkleTree(digests, hash).root();
        if (!root.equals(expected.root())) {
            return broken("the header's root is " + expected.root() + ", the records' is " + root);
        }
        return new Checked.Whole(new ParcelBody(records, digests));
    }

    private static Checked.Broken broken(String detail) {
        return new Checked.Broken(new Refusal(RefusalCode.BODY, detail));
    }
}

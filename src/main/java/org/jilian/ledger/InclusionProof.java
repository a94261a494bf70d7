package org.jilian.ledger;

import java.util.List;
import java.util.Optional;
import org.jilian.record.Digest;
import org.jilian.record.Hash;

/**
 * That a leaf stands at {@code index} of a tree of {@code size} leaves (RFC 9162 §2.1.3).
 *
 * @param path sibling hashes from the leaf up
 */
public record InclusionProof(long index, long size, List<Digest> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether this leaf stands there in the tree of this root. */
    public boolean verify(Digest leaf, Digest root, Hash hash) {
        return root(leaf, hash).equals(Optional.of(root));
    }

    /**
     * The root that this leaf leads to; empty if the path does not have the length that index and size give it. RFC 9162
     * §2.1.3.2, steps numbered as there. Both ends are checked: index below size, and the path used up.
     */
    public Optional<Digest> root(Digest leaf, Hash hash) {
        if (index < 0 || index >= size) { // step 1
            return Optional.empty();
        }
        long fn = index; // step 2
        long sn = size - 1;
        Digest r = leaf; // step 3
        for (Digest p : path) { // step 4
            if (sn == 0) { // 4.1
                return Optional.empty();
            }
            if ((fn & 1) == 1 || fn == sn) { // 4.2
                r = hash.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else { // 4.3
                r = hash.node(r, p);
            }
            fn >>= 1; // 4.4
            sn >>= 1;
        }
        return sn == 0 ? Optional.of(r) : Optional.empty(); // step 5
    }

    /** How long the path of this leaf is, which index and size alone say. */
    public static int pathLength(long index, long size) {
        int length = 0;
        long fn = index;
        for (long sn = size - 1; sn > 0; sn >>= 1) {
            // the last of an odd level has no sibling there, and rises
            if (fn < sn || (fn & 1) == 1) {
                length++;
            }
            fn >>= 1;
        }
        return length;
    }
}

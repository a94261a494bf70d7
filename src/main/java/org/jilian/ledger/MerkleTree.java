package org.jilian.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jilian.record.Digest;
import org.jilian.record.Hash;

/**
 * The tree of RFC 9162 §2.1 over record digests, which are its leaf hashes already. Levels are kept from the leaves up:
 * level 0 has the leaves, the last has the root alone; an odd node at the end of a level rises unchanged, which is the
 * same tree as the recursive definition with its largest power of two.
 */
public final class MerkleTree {
    private final List<List<Digest>> levels = new ArrayList<>();

    /** @throws IllegalArgumentException if there is no leaf: a parcel has at least one record */
    public MerkleTree(List<Digest> leaves, Hash hash) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException(
                    "a Merkle tree here has at least one leaf; a parcel without records is not sealed");
        }
        levels.add(List.copyOf(leaves));
        for (List<Digest> level = levels.get(0); level.size() > 1; ) {
            List<Digest> above = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(hash.node(level.get(i), level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.get(level.size() - 1));
            }
            levels.add(above);
            level = above;
        }
    }

    public Digest root() {
        return levels.get(levels.size() - 1).get(0);
    }

    public int size() {
        return levels.get(0).size();
    }

    /** PATH(index, leaves) of RFC 9162 §2.1.3.1. */
    public InclusionProof proof(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("leaf " + index + " of a tree of " + size());
        }
        List<Digest> path = new ArrayList<>();
        int position = index;
        for (List<Digest> level : levels.subList(0, levels.size() - 1)) {
            int sibling = position ^ 1;
            if (sibling < level.size()) {
                path.add(level.get(sibling));
            }
            position >>= 1;
        }
        return new InclusionProof(index, size(), path);
    }
}

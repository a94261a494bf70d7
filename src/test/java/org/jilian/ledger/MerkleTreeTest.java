package org.jilian.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jilian.crypto.Suite;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The trees of RFC 9162 §2.1 against the answers that Certificate Transparency's own tests publish. */
class MerkleTreeTest {
    private static final Hash SHA_256 = Suite.named("intl").hash();
    private static final Hash SM3 = Suite.named("gm").hash();

    /** The eight leaves of the reference implementation, google/certificate-transparency. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void rootsAreThoseOfCertificateTransparency(int leaves, String root) {
        assertThat(tree(leaves).root()).hasToString(root);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void pathsAreThoseOfCertificateTransparency(int index, int leaves, String path) {
        List<Digest> expected = path.isEmpty()
                ? List.of()
                : java.util.Arrays.stream(path.split(" ")).map(Digest::parse).toList();
        assertThat(tree(leaves).proof(index).path()).isEqualTo(expected);
    }

    static List<Integer> sizes() {
        return IntStream.rangeClosed(1, 40).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void indexAndSizeAloneSayHowLongAPathIs(int size) {
        MerkleTree tree = new MerkleTree(digests(size), SHA_256);
        for (int i = 0; i < size; i++) {
            assertThat(tree.proof(i).path()).hasSize(InclusionProof.pathLength(i, size));
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyLeafProvesAndNothingElseDoes(int size) {
        List<Digest> leaves = digests(size);
        MerkleTree tree = new MerkleTree(leaves, SM3);
        assertThat(tree.root()).isEqualTo(recursive(leaves));
        for (int i = 0; i < size; i++) {
            InclusionProof proof = tree.proof(i);
            assertThat(proof.verify(leaves.get(i), tree.root(), SM3)).isTrue();
            assertThat(proof.verify(SM3.leaf(new byte[] {1, 2, 3}), tree.root(), SM3))
                    .as("another leaf")
                    .isFalse();
            assertThat(proof.verify(leaves.get(i), SM3.of(new byte[] {9}), SM3))
                    .as("another root")
                    .isFalse();
            otherPlacesAreRefused(proof, leaves.get(i), tree);
            otherPathsAreRefused(proof, leaves.get(i), tree);
        }
    }

    private static void otherPlacesAreRefused(InclusionProof proof, Digest leaf, MerkleTree tree) {
        for (long index = -1; index <= 2L * tree.size() + 2; index++) {
            if (index != proof.index()) {
                assertThat(new InclusionProof(index, tree.size(), proof.path()).verify(leaf, tree.root(), SM3))
                        .as("leaf %s as leaf %s of %s", proof.index(), index, tree.size())
                        .isFalse();
            }
        }
        for (long size : List.of(0L, proof.index(), -1L, Long.MIN_VALUE)) {
            assertThat(new InclusionProof(proof.index(), size, proof.path()).verify(leaf, tree.root(), SM3))
                    .as("leaf %s of a tree of %s", proof.index(), size)
                    .isFalse();
        }
        int length = proof.path().size();
        for (long size = proof.index() + 1; size <= 2L * tree.size() + 2; size++) {
            InclusionProof other = new InclusionProof(proof.index(), size, proof.path());
            if (pathLength(proof.index(), size) != length) {
                assertThat(other.verify(leaf, tree.root(), SM3))
                        .as("a path of %s for leaf %s of %s", length, proof.index(), size)
                        .isFalse();
            }
        }
    }

    private static void otherPathsAreRefused(InclusionProof proof, Digest leaf, MerkleTree tree) {
        List<Digest> path = proof.path();
        List<List<Digest>> wrong = new ArrayList<>();
        wrong.add(with(path, path.size(), leaf));
        wrong.add(with(path, 0, leaf));
        wrong.add(with(path, path.size(), tree.root()));
        for (int i = 0; i < path.size(); i++) {
            List<Digest> shorter = new ArrayList<>(path);
            shorter.remove(i);
            wrong.add(shorter);
            List<Digest> changed = new ArrayList<>(path);
            changed.set(i, SM3.of(path.get(i).bytes()));
            wrong.add(changed);
        }
        if (path.size() > 1) {
            List<Digest> backwards = new ArrayList<>(path);
            Collections.reverse(backwards);
            wrong.add(backwards);
        }
        for (List<Digest> other : wrong) {
            assertThat(new InclusionProof(proof.index(), proof.size(), other).verify(leaf, tree.root(), SM3))
                    .as("leaf %s of %s by %s", proof.index(), proof.size(), other)
                    .isFalse();
        }
    }

    @Test
    void anInnerNodeIsNoLeafAndALeafIsNoTree() {
        List<Digest> leaves = digests(4);
        MerkleTree tree = new MerkleTree(leaves, SM3);
        Digest inner = SM3.node(leaves.get(0), leaves.get(1));
        Digest right = SM3.node(leaves.get(2), leaves.get(3));
        assertThat(new InclusionProof(0, 4, List.of(right)).verify(inner, tree.root(), SM3))
                .isFalse();
        byte[] both = ByteBuffer.allocate(64)
                .put(leaves.get(0).bytes())
                .put(leaves.get(1).bytes())
                .array();
        assertThat(SM3.leaf(both)).isNotEqualTo(inner);
    }

    @Test
    void aTreeHasALeaf() {
        assertThatThrownBy(() -> new MerkleTree(List.of(), SM3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree(3).proof(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree(3).proof(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** MTH of RFC 9162 §2.1.1, word by word. */
    private static Digest recursive(List<Digest> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return SM3.node(recursive(leaves.subList(0, k)), recursive(leaves.subList(k, leaves.size())));
    }

    /** Length of PATH of RFC 9162 §2.1.3.1, word by word. */
    private static int pathLength(long index, long size) {
        if (size == 1) {
            return 0;
        }
        long k = Long.highestOneBit(size - 1);
        return 1 + (index < k ? pathLength(index, k) : pathLength(index - k, size - k));
    }

    private static List<Digest> with(List<Digest> path, int at, Digest digest) {
        List<Digest> longer = new ArrayList<>(path);
        longer.add(at, digest);
        return longer;
    }

    private static MerkleTree tree(int size) {
        return new MerkleTree(
                LEAVES.subList(0, size).stream()
                        .map(hex -> SHA_256.leaf(HexFormat.of().parseHex(hex)))
                        .toList(),
                SHA_256);
    }

    private static List<Digest> digests(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> SM3.leaf(new byte[] {(byte) i}))
                .toList();
    }
}

package org.jilian.record;

import java.util.Arrays;
import java.util.HexFormat;

/** A 32-byte hash value under the federation's suite (SM3 or SHA-256). Immutable; written as 64 lower-case hex digits. */
public final class Digest implements Comparable<Digest> {
    /** In bytes; both suites' hash functions have the same size. */
    public static final int SIZE = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Digest of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new MalformedException("digest", SIZE + " bytes", bytes.length + " bytes");
        }
        return new Digest(bytes.clone());
    }

    public static Digest parse(String hex) {
        if (hex.length() == 2 * SIZE && hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            return new Digest(HEX.parseHex(hex));
        }
        throw new MalformedException("digest", "64 lower-case hex digits", hex);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Unsigned, byte by byte: the order by which a fork between equals is decided. */
    @Override
    public int compareTo(Digest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return HEX.formatHex(bytes);
    }
}

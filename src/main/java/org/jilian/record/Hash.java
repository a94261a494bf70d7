package org.jilian.record;

/**
 * The federation's hash function H, as this room needs it. The leaf and node forms are those of RFC 9162 §2.1.1:
 * {@code leaf(b) = H(0x00 ‖ b)}, {@code node(l, r) = H(0x01 ‖ l ‖ r)}. Implementations are safe for use by several
 * threads at once.
 */
public interface Hash {
    Digest of(byte[] bytes);

    Digest leaf(byte[] bytes);

    Digest node(Digest left, Digest right);
}

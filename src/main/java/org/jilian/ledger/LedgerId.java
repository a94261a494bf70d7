package org.jilian.ledger;

import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/** One ledger (台账): everything that {@code origin} authored for {@code stream}. */
public record LedgerId(NodeId origin, Stream stream) implements Comparable<LedgerId> {
    @Override
    public int compareTo(LedgerId other) {
        int byOrigin = origin.compareTo(other.origin);
        return byOrigin != 0 ? byOrigin : stream.compareTo(other.stream);
    }

    @Override
    public String toString() {
        return origin + " " + stream;
    }
}

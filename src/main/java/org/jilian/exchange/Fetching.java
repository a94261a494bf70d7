package org.jilian.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.ledger.LedgerId;
import org.jilian.record.NodeId;

/**
 * Ranges that this node asked for. Only in memory: what a crash forgets is asked for again at the next comparison of
 * positions. A neighbour that was asked may bring parcels that would otherwise not come over its link.
 */
final class Fetching {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration REPEAT = Duration.ofSeconds(5);

    private final Self self;
    private final Map<Asked, Request> requests = new ConcurrentHashMap<>();

    Fetching(Self self) {
        this.self = self;
    }

    private record Asked(NodeId neighbour, LedgerId ledger) {}

    /** What was asked for last: parcels after this place. */
    record Request(long epoch, long sequence, Instant at) {}

    boolean expects(NodeId neighbour, LedgerId ledger) {
        Request request = requests.get(new Asked(neighbour, ledger));
        return request != null && self.now().isBefore(request.at().plus(PATIENCE));
    }

    /** Something other than a range was asked for, such as a body. */
    void expect(NodeId neighbour, LedgerId ledger) {
        requests.put(new Asked(neighbour, ledger), new Request(0, 0, self.now()));
    }

    /** False if the same was asked a moment ago: a burst of parcels that overtook one asks once. */
    boolean ask(NodeId neighbour, LedgerId ledger, long epoch, long sequence) {
        Asked asked = new Asked(neighbour, ledger);
        Request before = requests.get(asked);
        if (before != null
                && before.epoch() == epoch
                && before.sequence() == sequence
                && self.now().isBefore(before.at().plus(REPEAT))) {
            return false;
        }
        requests.put(asked, new Request(epoch, sequence, self.now()));
        return true;
    }
}

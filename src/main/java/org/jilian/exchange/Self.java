package org.jilian.exchange;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jilian.crypto.Suite;
import org.jilian.record.NodeId;

/** Who this node is. Time and randomness come from here alone, so that a simulator can hand in its own. */
public record Self(NodeId node, Suite suite, Keys keys, Clock clock, Stopwatch stopwatch, SecureRandom random) {
    public Self(NodeId node, Suite suite, Keys keys, Clock clock, SecureRandom random) {
        this(node, suite, keys, clock, Stopwatch.ofTheMachine(), random);
    }

    public Instant now() {
        return clock.instant();
    }

    /** What is signed carries whole seconds, as a CMS signing time does. */
    public Instant nowInSeconds() {
        return now().truncatedTo(ChronoUnit.SECONDS);
    }
}

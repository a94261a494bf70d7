package org.jilian.exchange;

import java.time.Duration;

/**
 * How a node paces itself; what binds all nodes, and when parcels are sealed, stands in the directory instead.
 *
 * @param window parcels on one link that may await their receipt
 * @param resend how long a receipt may be awaited before the parcel is sent again; doubles up to {@code resendMost}
 * @param messageLife after which a message under way is dropped rather than delivered; whatever it said is said again
 * @param announce how often neighbours compare positions when nothing else is said
 */
public record Settings(int window, Duration resend, Duration resendMost, Duration announce, Duration messageLife) {
    public static final Settings STANDARD = new Settings(
            16, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofMinutes(5));
}

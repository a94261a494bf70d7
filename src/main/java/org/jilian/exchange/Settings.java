package org.jilian.exchange;

import java.time.Duration;

/**
 * How a node paces itself; what binds all nodes stands in the directory instead.
 *
 * @param sealRecords records that a busy node puts into one parcel
 * @param sealBytes of the records of one parcel, before compression
 * @param sealAge how long a busy node lets a record wait for company; a quiet one seals at once
 * @param window parcels on one link that may await their receipt
 * @param resend how long a receipt may be awaited before the parcel is sent again; doubles up to {@code resendMost}
 * @param messageLife after which a message under way is dropped rather than delivered; whatever it said is said again
 * @param announce how often neighbours compare positions when nothing else is said
 */
public record Settings(
        int sealRecords,
        int sealBytes,
        Duration sealAge,
        int window,
        Duration resend,
        Duration resendMost,
        Duration announce,
        Duration messageLife) {
    public static final Settings STANDARD = new Settings(
            4_000,
            4 * 1024 * 1024,
            Duration.ofMillis(200),
            16,
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5));
}

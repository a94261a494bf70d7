package org.jilian.intake.pull;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A platform that answers, but not now. */
final class LaterException extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Optional<Duration> after;

    LaterException(String message, Optional<Duration> after) {
        super(message);
        this.after = after;
    }

    Optional<Duration> after() {
        return after;
    }
}

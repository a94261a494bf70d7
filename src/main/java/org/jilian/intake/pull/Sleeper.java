package org.jilian.intake.pull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits; in tests by putting the clock on. */
@FunctionalInterface
public interface Sleeper {
    /** Holds the thread. */
    Sleeper THREAD = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the node stops while a platform is waited for; it is asked again later");
        }
    };

    void sleep(Duration duration) throws IOException;
}

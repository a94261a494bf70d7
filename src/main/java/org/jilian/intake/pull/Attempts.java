package org.jilian.intake.pull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Repeats what failed for a while, and then says so; no message holds a secret. For one thread. */
final class Attempts {
    private final Retry retry;
    private final Clock clock;
    private final Sleeper sleeper;
    private final DoubleSupplier random;
    private int repeats;
    private Instant notBefore = Instant.MIN;

    Attempts(Retry retry, Clock clock, Sleeper sleeper, DoubleSupplier random) {
        this.retry = retry;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
    }

    @FunctionalInterface
    interface Attempt<T> {
        /** @throws AnswerException if once more would be the same; any other fault is tried again */
        T once() throws IOException;
    }

    /** @throws IOException if the platform asked for more time than it has had */
    void beginRound() throws IOException {
        if (clock.instant().isBefore(notBefore)) {
            throw new IOException("the platform asked not to be asked before " + notBefore
                    + "; let its connection ask less often (parameters: every)");
        }
        repeats = 0;
    }

    <T> T run(String request, Credentials credentials, Attempt<T> attempt) throws IOException {
        for (int n = 1; ; n++) {
            try {
                return attempt.once();
            } catch (InterruptedIOException e) {
                throw e;
            } catch (AnswerException e) {
                throw failed(request + ": " + e.getMessage(), credentials);
            } catch (IOException e) {
                Optional<Duration> asked = e instanceof LaterException later ? later.after() : Optional.empty();
                waitOrEnd(n, asked, request + ": " + words(e), credentials);
            }
        }
    }

    private void waitOrEnd(int attempt, Optional<Duration> asked, String what, Credentials credentials)
            throws IOException {
        Duration wait = asked.orElseGet(() -> retry.after(attempt, random));
        if (wait.compareTo(retry.most()) > 0) {
            notBefore = clock.instant().plus(wait);
            throw failed(what + "; it is not asked before " + notBefore, credentials);
        }
        if (attempt >= retry.attempts() || repeats >= retry.repeats()) {
            throw failed(
                    what + "; given up after " + attempt + (attempt == 1 ? " attempt" : " attempts")
                            + " of this request and "
                            + repeats + " repeats in this round. What came before is kept, and it is asked again at the"
                            + " next turn; if this lasts, look whether the platform works and is reached from here",
                    credentials);
        }
        repeats++;
        sleeper.sleep(wait);
    }

    /** Without the cause: its message may quote what was sent. Final for whoever needed the answer for a request of his own. */
    private static AnswerException failed(String message, Credentials credentials) {
        return new AnswerException(credentials.scrub(message));
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

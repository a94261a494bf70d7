package org.jilian.intake.pull;

import java.io.IOException;

/** A list from its first page to its last. */
interface Pages {
    /** Pages that one round may have: a platform that never ends is a fault. */
    int MOST = 100_000;

    /** @throws IOException if a page did not come, or it cannot be said that nothing was missed */
    void each(Taker taker) throws IOException;

    /** Takes a page behind which nothing was missed so far. */
    @FunctionalInterface
    interface Taker {
        void take(Page page) throws IOException;
    }

    static IOException endless() {
        return new AnswerException("a round should have an end, but had " + MOST + " pages; see 'paging'");
    }
}

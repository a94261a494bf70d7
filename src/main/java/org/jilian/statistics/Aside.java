package org.jilian.statistics;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Work done aside while the next rows are read: one piece at a time, in order, and never more than one waits. */
final class Aside implements AutoCloseable {
    private final ExecutorService worker;
    private @Nullable Future<?> underWay;

    Aside(String name) {
        worker = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns when the piece before is done. What that failed with is thrown here. */
    void give(Runnable piece) {
        await();
        underWay = worker.submit(piece);
    }

    /** All that was given is done, and seen by whoever calls. */
    void await() {
        if (underWay == null) {
            return;
        }
        try {
            underWay.get();
            underWay = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while records were counted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("records could not be counted: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}

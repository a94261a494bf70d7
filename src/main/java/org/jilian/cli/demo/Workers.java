package org.jilian.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does the same for several things at once, and waits until all are done. */
public final class Workers implements AutoCloseable {
    private final ExecutorService threads;

    public Workers(int threads) {
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "demo");
            thread.setDaemon(true);
            return thread;
        });
    }

    public <T> void each(List<T> things, Consumer<T> work) {
        map(things, thing -> {
            work.accept(thing);
            return true;
        });
    }

    /** In the order of the things. The first fault is thrown on, after all have ended. */
    <T, R> List<R> map(List<T> things, Function<T, R> work) {
        List<Future<R>> futures = new ArrayList<>();
        for (T thing : things) {
            futures.add(threads.submit(() -> work.apply(thing)));
        }
        List<R> results = new ArrayList<>();
        RuntimeException fault = null;
        for (Future<R> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                RuntimeException cause = e.getCause() instanceof RuntimeException runtime
                        ? runtime
                        : new IllegalStateException("a part of the demo failed", e.getCause());
                if (fault == null) {
                    fault = cause;
                } else {
                    fault.addSuppressed(cause);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("asked to stop", e);
            }
        }
        if (fault != null) {
            throw fault;
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package org.jilian.certificate;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a thread of its own makes ahead of whoever takes it: a bounded number of parts wait, in order. What goes wrong there
 * is thrown here. Whoever has enough closes it, and the thread ends with the part that it is at.
 */
final class Ahead<T> implements AutoCloseable {
    private static final int WAITING = 4;
    /** Milliseconds after which one that waits looks whether it is closed. */
    private static final long POLL = 100;

    private final BlockingQueue<Part<T>> parts = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean closed;

    /** A part, or the end, or why there is no more. */
    private record Part<T>(@Nullable T value, @Nullable RuntimeException failure) {}

    /** Makes the parts, one after the other. */
    interface Maker<T> {
        void make(Out<T> out);
    }

    /** Where a maker puts its parts; it waits while too many wait. */
    interface Out<T> {
        void put(T part);
    }

    Ahead(String thread, Maker<T> maker) {
        Thread made = new Thread(() -> run(maker), thread);
        made.setDaemon(true);
        made.start();
    }

    /** The next part, none at the end. */
    Optional<T> next() {
        try {
            Part<T> part = parts.poll(POLL, TimeUnit.MILLISECONDS);
            while (part == null) {
                if (closed) {
                    return Optional.empty();
                }
                part = parts.poll(POLL, TimeUnit.MILLISECONDS);
            }
            if (part.value() == null) {
                parts.put(part);
            }
            if (part.failure() != null) {
                throw part.failure();
            }
            return Optional.ofNullable(part.value());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for what is read ahead", e);
        }
    }

    private void run(Maker<T> maker) {
        try {
            maker.make(part -> hand(new Part<>(part, null)));
            hand(new Part<>(null, null));
        } catch (ClosedException e) {
            // whoever took the parts has enough
            return;
        } catch (RuntimeException e) {
            hand(new Part<>(null, e));
        }
    }

    private void hand(Part<T> part) {
        try {
            while (!parts.offer(part, POLL, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    throw new ClosedException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading ahead", e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

package org.jilian.simulate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Many seeds on several threads, told of in their order; the first that breaks ends them. */
public final class Seeds {
    private final Simulation simulation;
    private final int threads;

    public Seeds(Simulation simulation, int threads) {
        this.simulation = simulation;
        this.threads = threads;
    }

    /** A seed and what broke in it. */
    public static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;
        private final long seed;

        BrokenException(long seed, Throwable why) {
            super("seed " + seed + " broke " + why.getMessage(), why);
            this.seed = seed;
        }

        public long seed() {
            return seed;
        }
    }

    private record Running(long seed, Future<Simulation.Report> report) {}

    /**
     * Both ends are included.
     *
     * @throws BrokenException for the lowest seed that breaks
     */
    public void run(long first, long last, Consumer<Simulation.Report> told) throws BrokenException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Deque<Running> running = new ArrayDeque<>();
            long next = first;
            while (next <= last || !running.isEmpty()) {
                while (next <= last && running.size() < 2 * threads) {
                    long seed = next++;
                    running.add(new Running(seed, pool.submit(() -> simulation.run(seed))));
                }
                told.accept(result(running.remove()));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static Simulation.Report result(Running seed) throws BrokenException {
        try {
            return seed.report().get();
        } catch (ExecutionException e) {
            throw new BrokenException(seed.seed(), java.util.Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while seeds were running", e);
        }
    }
}

package org.jilian.simulate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/** One queue of things to happen, in the order of their instants and then of their planning; nothing really waits. */
final class VirtualTime {
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private Instant now = SampleKeys.BEGINNING;
    private long planned;
    private long steps;

    private record Event(Instant at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    Instant now() {
        return now;
    }

    void after(Duration delay, Runnable what) {
        queue.add(new Event(now.plus(delay), planned++, what));
    }

    /** Lets the next thing happen. @return false if nothing is planned before {@code until} */
    boolean step(Instant until) {
        Event next = queue.peek();
        if (next == null || next.at().isAfter(until)) {
            now = until;
            return false;
        }
        queue.remove();
        now = next.at();
        steps++;
        next.what().run();
        return true;
    }

    /** Which step, and when. */
    @Override
    public String toString() {
        return "step " + steps + ", "
                + Duration.between(SampleKeys.BEGINNING, now).toMillis() + " ms after the beginning";
    }

    /** A node's own clock, which may be off by a fixed time. */
    final class NodeClock extends Clock {
        private Duration offset = Duration.ZERO;

        void setOffset(Duration changed) {
            offset = changed;
        }

        /** Since the beginning, however the clock is set. */
        Duration passed() {
            return Duration.between(SampleKeys.BEGINNING, now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.plus(offset);
        }
    }
}

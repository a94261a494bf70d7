package org.jilian.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How often each may do something in a minute. Whoever is one too many among those remembered begins anew. */
final class Allowance {
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final int perMinute;
    private final Map<String, Used> used = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Used> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Used(Instant minute, int times) {}

    Allowance(Clock clock, int perMinute) {
        this.clock = clock;
        this.perMinute = perMinute;
    }

    /** Takes one. @return how long to wait, if none was left */
    synchronized Optional<Duration> take(String name) {
        Optional<Duration> wait = wait(name);
        if (wait.isEmpty()) {
            Instant minute = minute();
            Used before = used.get(name);
            used.put(
                    name, new Used(minute, before == null || !before.minute().equals(minute) ? 1 : before.times() + 1));
        }
        return wait;
    }

    /** How long until there is one left; empty if there is. */
    synchronized Optional<Duration> wait(String name) {
        Used so = used.get(name);
        Instant minute = minute();
        return so != null && so.minute().equals(minute) && so.times() >= perMinute
                ? Optional.of(Duration.between(clock.instant(), minute.plus(1, ChronoUnit.MINUTES))
                        .plusSeconds(1))
                : Optional.empty();
    }

    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }
}

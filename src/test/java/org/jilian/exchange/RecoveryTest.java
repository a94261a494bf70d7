package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.crypto.Suite;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;
import org.jilian.simulate.SampleKeys;
import org.junit.jupiter.api.Test;

/** How long a ledger whose backup was restored is not sealed. */
class RecoveryTest {
    private static final NodeId COUNTY = NodeId.of("370881");
    private static final NodeId CITY = NodeId.of("370800");
    private static final LedgerId LEDGER =
            new LedgerId(COUNTY, new Stream(Stream.Direction.ABOVE, COUNTY, new Channel("registry")));
    private static final Duration LIFE = Duration.ofMinutes(5);
    /** Until nothing is under way any more, and then until what is heard was said after that. */
    private static final Duration WAIT = LIFE.multipliedBy(2);

    private Instant now = Instant.parse("2026-01-08T00:00:00Z");
    private Duration passed = Duration.ZERO;
    private final Recovery recovery = recovery();

    @Test
    void itWaitsUntilWhatWasUnderWayIsTooOldToArrive() {
        recovery.claimed(LEDGER, head(4));

        pass(WAIT.minusSeconds(1));
        recovery.heard(LEDGER, CITY, 1, 0);
        assertThat(mayBeSealed()).isFalse();

        pass(Duration.ofSeconds(1));
        recovery.heard(LEDGER, CITY, 1, 0);
        assertThat(mayBeSealed()).isTrue();
    }

    @Test
    void aClockThatIsSetForwardMeanwhileDoesNotShortenTheWait() {
        recovery.claimed(LEDGER, head(4));

        now = now.plus(Duration.ofHours(8));
        recovery.heard(LEDGER, CITY, 1, 0);

        assertThat(mayBeSealed()).isFalse();
    }

    @Test
    void aClockThatIsSetBackDoesNotLengthenIt() {
        recovery.claimed(LEDGER, head(4));

        pass(WAIT);
        now = now.minus(Duration.ofHours(8));
        recovery.heard(LEDGER, CITY, 1, 0);

        assertThat(mayBeSealed()).isTrue();
    }

    @Test
    void whatANextHopSaidBeforeItsOwnBackupWasRestoredIsNotWaitedForForEver() {
        recovery.claimed(LEDGER, head(4));
        pass(WAIT.minus(LIFE));
        recovery.heard(LEDGER, CITY, 1, 4);

        pass(LIFE.minusSeconds(1));
        recovery.heard(LEDGER, CITY, 1, 0);
        assertThat(mayBeSealed())
                .as("it may have been said the other way round")
                .isFalse();

        pass(Duration.ofSeconds(1));
        recovery.heard(LEDGER, CITY, 1, 0);
        assertThat(mayBeSealed()).isTrue();
    }

    @Test
    void whatANextHopStillHoldsIsFetchedBackFirst() {
        recovery.claimed(LEDGER, head(4));
        for (int minute = 0; minute < 30; minute++) {
            pass(Duration.ofMinutes(1));
            recovery.heard(LEDGER, CITY, 1, 4);
            assertThat(mayBeSealed()).isFalse();
        }
    }

    private boolean mayBeSealed() {
        return recovery.maySeal(LEDGER, Optional.empty(), Set.of(CITY));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        passed = passed.plus(time);
    }

    private static ShippedHeads.Head head(long sequence) {
        return new ShippedHeads.Head(1, sequence, Digest.of(new byte[32]));
    }

    private Recovery recovery() {
        Suite suite = Suite.named("intl");
        SecureRandom random = new SecureRandom();
        Self self =
                new Self(COUNTY, suite, new SampleKeys(suite, random).of(COUNTY).keys(), clock(), () -> passed, random);
        return new Recovery(self, new Nothing(), LIFE);
    }

    private Clock clock() {
        return new Clock() {
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
                return now;
            }
        };
    }

    /** Of a node that remembers nothing outside its database. */
    private static final class Nothing implements ShippedHeads {
        @Override
        public Map<LedgerId, Head> all() {
            return Map.of();
        }

        @Override
        public void remember(LedgerId ledger, Head head) {
            throw new AssertionError("nothing is sealed here");
        }
    }
}

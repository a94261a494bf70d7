package org.jilian.simulate;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jilian.exchange.Directories;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Self;
import org.jilian.exchange.Settings;
import org.jilian.exchange.ShippedHeads;
import org.jilian.ledger.LedgerId;
import org.jilian.record.NodeId;
import org.jilian.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * One node of a simulation: a database and the heads file, which survive a crash, and a process, which does not. The
 * process is the same {@link Exchange} that {@code serve} runs.
 */
final class SimulatedNode {
    private final NodeId id;
    private final SampleFederation federation;
    private final Settings settings;
    private final Database database = Database.inMemory();
    private final VirtualTime.NodeClock clock;
    private final Map<LedgerId, ShippedHeads.Head> heads = new HashMap<>();
    private final SecureRandom random;
    private final Conduct conduct;
    private byte @Nullable [] backup;
    private @Nullable Exchange process;

    SimulatedNode(
            NodeId id,
            SampleFederation federation,
            Settings settings,
            VirtualTime.NodeClock clock,
            long seed,
            Conduct conduct) {
        this.conduct = conduct;
        this.random = new SeededRandom(seed);
        this.id = id;
        this.federation = federation;
        this.settings = settings;
        this.clock = clock;
    }

    NodeId id() {
        return id;
    }

    Database database() {
        return database;
    }

    VirtualTime.NodeClock clock() {
        return clock;
    }

    boolean isUp() {
        return process != null;
    }

    Exchange process() {
        return java.util.Objects.requireNonNull(process, "the process is down");
    }

    void start() {
        Directories directories = federation.directories();
        Self self =
                new Self(id, federation.keys().suite(), federation.keys().of(id).keys(), clock, clock::passed, random);
        Exchange exchange = new Exchange(self, database, directories, conduct.heads(new Heads()), settings);
        exchange.start();
        process = exchange;
    }

    void die() {
        process = null;
    }

    void backUp() {
        backup = database.snapshot();
    }

    void forgetBackup() {
        backup = null;
    }

    Optional<byte[]> backup() {
        return Optional.ofNullable(backup);
    }

    /** What the heads file does, without a file. */
    private final class Heads implements ShippedHeads {
        @Override
        public Map<LedgerId, Head> all() {
            return Map.copyOf(heads);
        }

        @Override
        public void remember(LedgerId ledger, Head head) {
            heads.put(ledger, head);
        }
    }
}

package org.jilian.processes;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that really die: {@code kill -9} of county, city and province while a roster of 20,000 hour records is
 * taken in and travels. To repeat the moments of a run: {@code -Djilian.kills.seed=N}. Many more are in
 * {@link ManyKillsIT}.
 */
class KillsIT {
    @TempDir
    Path temp;

    private final long seed = Long.getLong("jilian.kills.seed", System.nanoTime());

    @Test
    void whateverDiesNothingIsLostAndNothingIsThereTwice() throws Exception {
        System.out.println("jilian.kills.seed=" + seed);
        try (ThreeNodes nodes = ThreeNodes.make(temp, Optional.empty());
                Rosters rosters = new Rosters(nodes, temp)) {
            nodes.startAll();
            Kills kills = new Kills(nodes, rosters, new Random(seed));
            kills.of(nodes.county(), Kills.Damage.NONE);
            kills.of(nodes.city(), Kills.Damage.NONE);
            kills.of(nodes.province(), Wreck.erased(nodes.province().broker()));
            kills.of(nodes.city(), Wreck.erased(nodes.city().broker()));
            rosters.awaitIn();
            nodes.awaitQuiet();
            nodes.stopAll();
            Ending.check(nodes, rosters);
        }
    }
}

package org.jilian.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that really die: {@code kill -9} of county, city and province while a roster of 20,000 hour records is
 * taken in and travels. To repeat the moments of a run: {@code -Djilian.kills.seed=N}.
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
            kills.of(nodes.province(), () -> erase(nodes.province().home().resolve("broker")));
            kills.of(nodes.city(), () -> erase(nodes.city().home().resolve("broker")));
            rosters.awaitIn();
            nodes.awaitQuiet();
            nodes.stopAll();
            Ending.check(nodes, rosters);
        }
    }

    private static void erase(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}

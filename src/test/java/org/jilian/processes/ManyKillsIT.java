package org.jilian.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jilian.cli.PostgresOnDemand;
import org.jilian.cli.demo.PostgresDatabases;
import org.jilian.store.FreshDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Twenty kills of each process on each store and in each circumstance, some of them within seconds of the one before.
 * {@code -Djilian.kills.rounds=N} makes it more or fewer, {@code -Djilian.kills.seed=N} repeats the moments.
 */
@Tag("long")
class ManyKillsIT {
    private static final int ROUNDS = Integer.getInteger("jilian.kills.rounds", 20);

    @TempDir
    static Path postgresData;

    static PostgresOnDemand postgres;

    @TempDir
    Path temp;

    private final long seed = Long.getLong("jilian.kills.seed", System.nanoTime());

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = PostgresOnDemand.start(postgresData.resolve("data"), PostgresOnDemand.binaries());
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    enum Store {
        SQLITE,
        POSTGRES;

        Optional<PostgresDatabases> databases() {
            return this == SQLITE
                    ? Optional.empty()
                    : Optional.of(node -> {
                        String server = postgres.jdbcUrl("postgres");
                        return new PostgresDatabases.Account(
                                FreshDatabase.make(server, postgres.user(), "", "kills_" + node), postgres.user(), "");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void killedNodesLoseNothing(Store store) throws Exception {
        kill(
                store,
                nodes -> List.of(
                        new Victim(nodes.county(), Kills.Damage.NONE),
                        new Victim(nodes.city(), Kills.Damage.NONE),
                        new Victim(nodes.province(), Kills.Damage.NONE)));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void killedNodesWhoseBrokersAreErasedLoseNothing(Store store) throws Exception {
        kill(
                store,
                nodes -> List.of(
                        new Victim(nodes.county(), Kills.Damage.NONE),
                        new Victim(nodes.city(), Wreck.erased(nodes.city().broker())),
                        new Victim(
                                nodes.province(), Wreck.erased(nodes.province().broker()))));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void withASeparateBrokerThatIsKilledTooNothingIsLost(Store store) throws Exception {
        try (ThreeNodes nodes = ThreeNodes.make(temp, store.databases());
                SeparateArtemis artemis = SeparateArtemis.make(nodes.homes(), temp)) {
            artemis.start();
            artemis.awaitReady();
            kill(
                    nodes,
                    List.of(
                            new Victim(artemis, Kills.Damage.NONE),
                            new Victim(nodes.county(), Kills.Damage.NONE),
                            new Victim(artemis, Wreck.erased(artemis.data())),
                            new Victim(nodes.city(), Kills.Damage.NONE),
                            new Victim(nodes.province(), Kills.Damage.NONE)));
        }
    }

    private record Victim(Killable process, Kills.Damage damage) {}

    private interface Victims {
        List<Victim> of(ThreeNodes nodes);
    }

    private void kill(Store store, Victims victims) throws Exception {
        try (ThreeNodes nodes = ThreeNodes.make(temp, store.databases())) {
            kill(nodes, victims.of(nodes));
        }
    }

    private void kill(ThreeNodes nodes, List<Victim> victims) throws Exception {
        System.out.println("jilian.kills.seed=" + seed);
        try (Rosters rosters = new Rosters(nodes, temp)) {
            nodes.startAll();
            Kills kills = new Kills(nodes, rosters, new Random(seed));
            for (int round = 0; round < ROUNDS; round++) {
                for (Victim victim : victims) {
                    kills.of(victim.process(), victim.damage());
                }
            }
            rosters.awaitIn();
            nodes.awaitQuiet();
            nodes.stopAll();
            Ending.check(nodes, rosters);
        }
    }
}

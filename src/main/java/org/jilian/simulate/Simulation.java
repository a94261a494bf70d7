package org.jilian.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jilian.exchange.Settings;

/**
 * One seed: a federation of at least three levels lives through a storm of faults, is left in peace, and must then agree
 * on everything. The same seed always gives the same storm.
 */
public final class Simulation {
    /** How long the storm lasts at least, in virtual time. */
    private static final Duration STORM = Duration.ofSeconds(40);

    /** How many faults it brings at least, and for how much longer it waits for them. */
    static final int FEWEST_FAULTS = 200;

    private static final Duration LONGER = Duration.ofSeconds(5);

    /** How long the calm after it may last at most, in virtual time. */
    private static final Duration CALM = Duration.ofMinutes(20);

    private static final Settings SETTINGS = new Settings(
            4, Duration.ofSeconds(4), Duration.ofSeconds(20), Duration.ofSeconds(25), Network.MESSAGE_LIFE);

    /** What a seed went through. */
    public record Report(
            long seed, Map<FaultKind, Integer> faults, int messages, int parcels, int records, Duration calmedAfter) {
        public int faultCount() {
            return faults.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final QuickSuite suite = new QuickSuite(0);
    private final SampleKeys keys = new SampleKeys(suite, new SeededRandom(0));
    private final SampleFederation federation;

    /** Makes keys and the first directory, which serve any number of seeds and threads; a seed runs the same everywhere. */
    public Simulation() {
        World.IDS.forEach(keys::of);
        federation = World.federation(keys);
        // checked once here, and remembered
        federation.check();
    }

    SampleKeys keys() {
        return keys;
    }

    /** @throws InvariantBrokenException if the oracle found something that must never be */
    public Report run(long seed) {
        return run(seed, Conduct.PROPER);
    }

    Report run(long seed, Conduct conduct) {
        Random random = new Random(seed);
        World world = new World(federation.branch(keys.with(suite.begunAnew(seed))), SETTINGS, random, conduct);
        try {
            return live(seed, world, new Storm(world, random, proposals(seed)));
        } catch (InvariantBrokenException e) {
            throw e.at(world.time().toString());
        } catch (RuntimeException e) {
            throw new InvariantBrokenException(Invariant.STEPS_END_WELL, "a step threw " + e, e)
                    .at(world.time().toString());
        } finally {
            world.close();
        }
    }

    /** In every second seed, so that the others remain the storms that once found something. */
    private static Optional<Random> proposals(long seed) {
        return seed % 2 == 0 ? Optional.of(new Random(~seed)) : Optional.empty();
    }

    private static Report live(long seed, World world, Storm storm) {
        Instant stormEnds = world.time().now().plus(STORM);
        storm.begin();
        goThrough(world, stormEnds);
        while (world.faultCount() < FEWEST_FAULTS) {
            stormEnds = stormEnds.plus(LONGER);
            goThrough(world, stormEnds);
        }
        storm.end();
        Instant patience = stormEnds.plus(CALM);
        while (!world.isQuiet()) {
            if (!goOn(world, patience)) {
                throw new InvariantBrokenException(
                        Invariant.ALL_AGREE,
                        "no agreement " + CALM.toMinutes() + " minutes after the storm: "
                                + world.oracle().disagreement().orElse("but nobody disagrees")
                                + world.oracle().positions());
            }
        }
        world.oracle().atTheEnd();
        return new Report(
                seed,
                new EnumMap<>(world.faults()),
                world.network().messages(),
                world.oracle().parcels(),
                world.oracle().records(),
                Duration.between(stormEnds, world.time().now()));
    }

    private static void goThrough(World world, Instant until) {
        while (world.time().step(until)) {
            world.oracle().afterStep();
        }
    }

    /** Some steps, since to look whether all agree costs more than a step. */
    private static boolean goOn(World world, Instant patience) {
        for (int i = 0; i < 50; i++) {
            if (!world.time().step(patience)) {
                return false;
            }
            world.oracle().afterStep();
        }
        return true;
    }
}

package org.jilian.simulate;

import java.security.SecureRandom;
import java.util.Random;

/** Gives the same bytes for the same seed: for simulations alone, since whoever knows the seed knows every key. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random random;

    SeededRandom(long seed) {
        super(null, null);
        this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public byte[] generateSeed(int bytes) {
        byte[] seed = new byte[bytes];
        random.nextBytes(seed);
        return seed;
    }

    @Override
    public String getAlgorithm() {
        return "seeded";
    }
}

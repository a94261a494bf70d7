package org.jilian.crypto;

/** How much work trying one password costs whoever has the file: none is needed where there are too many to try. */
public enum Stretching {
    /** A person chose the password. */
    CHOSEN(100_000),
    /** It holds at least 128 bits of randomness, as one in a file that a machine wrote. */
    RANDOM(1_000);

    private final int iterations;

    Stretching(int iterations) {
        this.iterations = iterations;
    }

    int iterations() {
        return iterations;
    }
}

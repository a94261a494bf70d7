package org.jilian.simulate;

/** A process dies here: nothing that was to follow happens. */
final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}

package org.jilian.simulate;

import org.jspecify.annotations.Nullable;

/** The oracle found something that must never be. */
public final class InvariantBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    /** @param what which node, which ledger, and what it is instead */
    InvariantBrokenException(Invariant invariant, String what) {
        this(invariant, what, null);
    }

    InvariantBrokenException(Invariant invariant, String what, @Nullable Throwable cause) {
        super(invariant + ": " + what, cause);
        this.invariant = invariant;
    }

    private InvariantBrokenException(InvariantBrokenException broken, String when) {
        super(broken.getMessage() + " (" + when + ")", broken);
        this.invariant = broken.invariant;
    }

    public Invariant invariant() {
        return invariant;
    }

    /** The same, said with the step and instant. */
    InvariantBrokenException at(String when) {
        return new InvariantBrokenException(this, when);
    }
}

package org.jilian.rules;

/** How sure a proposal is. None is carried out by itself: a person confirms, and only {@link #CERTAIN} needs no thought. */
public enum Confidence {
    /** The same identifier says so. */
    CERTAIN,
    /** Everything but an identifier says so. */
    LIKELY,
    /** It may be chance. */
    DOUBTFUL,
    /** The same identifier says so and something else contradicts: one of the entries is wrong. */
    CONFLICT
}

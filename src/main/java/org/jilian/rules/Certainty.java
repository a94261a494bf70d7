package org.jilian.rules;

/** What a source that is not exact can say of a matter of fact. */
public enum Certainty {
    YES,
    NO,
    PERHAPS
}

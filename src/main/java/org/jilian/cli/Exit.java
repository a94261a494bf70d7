package org.jilian.cli;

/** Exit codes, the same for every command. */
final class Exit {
    static final int DONE = 0;
    /** The command worked, and the data it was given has errors. */
    static final int DATA = 1;
    /** It was asked for what cannot be done as asked. */
    static final int WRONG_USE = 2;
    /** Something failed that should not. */
    static final int FAULT = 3;

    private Exit() {}
}

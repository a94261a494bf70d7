package org.jilian.cli.node;

/** Is told how many rows of a file have been taken in; called after each commit. */
@FunctionalInterface
public interface Progress {
    void rows(long done);
}

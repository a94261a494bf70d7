package org.jilian.store;

/**
 * The two instants around a commit at which a process may die and leave different worlds: before it nothing happened,
 * after it everything did but nobody was told. The simulator and the crash tests throw from here.
 */
public interface CommitPoints {
    /** A process that nothing interrupts. */
    CommitPoints NONE = new CommitPoints() {};

    /** Throwing here is a crash before the commit: the transaction is rolled back. */
    default void before() {}

    /** Throwing here is a crash after the commit: it stands, but no action registered with it runs. */
    default void after() {}
}

package org.jilian.store;

/** What is wrong with a database, told apart by what helps. */
public enum Fault {
    /** Nothing was written; the node goes on by itself once there is space. */
    DISK_FULL("free space on the disk that holds the database; the node goes on by itself then", true),
    /** Another process holds the database, or a transaction waited for another one too long or in a circle. */
    LOCKED("try again; if it stays so, look which other program has the database open and end it", true),
    /** The server is away. A commit under way may or may not have happened: do the work again, it is safe to. */
    UNREACHABLE("check that the database server runs and can be reached; the node tries again by itself", true),
    /** The server has no connection or memory left for the node. */
    EXHAUSTED("raise the server's connection limit or memory, or lower this node's number of connections", true),
    /** The files are not what the engine wrote. */
    CORRUPT("stop the node, keep a copy of the database, and restore the last backup", false),
    /** The node may not write there. */
    FORBIDDEN("give the node's account the right to write to the database and its directory", false),
    /** A row contradicts a rule of the schema: a mistake in the program, or of who edited the tables by hand. */
    CONTRADICTION("report this as a defect of the program, with the log around it", false),
    /** Anything else. */
    UNKNOWN("see the cause; if it repeats, report it with the log around it", false);

    private final String remedy;
    private final boolean passing;

    Fault(String remedy, boolean passing) {
        this.remedy = remedy;
        this.passing = passing;
    }

    /** What a person should do. */
    public String remedy() {
        return remedy;
    }

    /** Whether the same work may succeed later without a change of program or data. */
    public boolean passing() {
        return passing;
    }
}

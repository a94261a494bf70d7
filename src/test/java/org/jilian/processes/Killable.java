package org.jilian.processes;

import java.io.IOException;

/** A process that may die at any moment, and be started again. */
interface Killable {
    void start() throws IOException;

    void awaitReady() throws IOException, InterruptedException;

    /** {@code kill -9}: nothing of it runs any more when this returns, and nothing of it was asked to end. */
    void kill() throws IOException, InterruptedException;
}

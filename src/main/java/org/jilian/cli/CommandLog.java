package org.jilian.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The terminal belongs to the command: what goes into the log does not go there. */
final class CommandLog {
    private static final String CONSOLE = "logging.threshold.console";

    private CommandLog() {}

    /** Until a node's log is set up nothing is logged, and then into its file alone. After that, this changes nothing. */
    static void quiet() {
        if (System.getProperty(CONSOLE) == null) {
            System.setProperty(CONSOLE, "OFF");
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
                context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
            }
        }
    }
}

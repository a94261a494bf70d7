package org.jilian.route;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The log of the process: plain lines to the console, one JSON object a line (ECS) to a file. A JVM has one log however
 * many nodes it holds, so it is set up once and no Spring context touches it: contexts that start and stop at once would
 * reset it under each other.
 */
public final class NodeLog {
    private static final Map<String, LogLevel> LEVELS = Map.of(
            "org.apache.activemq", LogLevel.WARN,
            // on by default, and writes whole messages
            "org.apache.activemq.audit", LogLevel.OFF,
            "org.apache.camel", LogLevel.WARN,
            "org.apache.catalina", LogLevel.WARN,
            "org.springframework", LogLevel.WARN,
            // a consumer whose link is down repeats itself; the link says it once, with the reason
            "org.apache.camel.component.jms.DefaultJmsMessageListenerContainer", LogLevel.OFF);

    private static boolean done;

    private NodeLog() {}

    /** The first call decides for the whole JVM; later ones do nothing. */
    public static synchronized void into(Path file) {
        if (done) {
            return;
        }
        done = true;
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "jilian",
                        Map.of(
                                "logging.file.name", file.toAbsolutePath().toString(),
                                "logging.structured.format.file", "ecs",
                                "logging.charset.file", "UTF-8",
                                "spring.application.name", "jilian")));
        LogFile logFile = LogFile.get(environment);
        LoggingSystem system = LoggingSystem.get(NodeLog.class.getClassLoader());
        system.beforeInitialize();
        system.getSystemProperties(environment).apply(logFile);
        system.initialize(new LoggingInitializationContext(environment), null, logFile);
        LEVELS.forEach(system::setLogLevel);
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    }
}

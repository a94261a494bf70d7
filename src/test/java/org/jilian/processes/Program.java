package org.jilian.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program as a user starts it: the jar that {@code mvn package} made, or the classes if there is none. */
final class Program {
    private static final String JAR = System.getProperty("jilian.jar", "");

    private Program() {}

    /** @param output what it says, both streams, appended */
    static Process start(List<String> options, File output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        if (Files.isRegularFile(Path.of(JAR))) {
            command.addAll(List.of("-jar", JAR));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.jilian.cli.Jilian"));
        }
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }
}

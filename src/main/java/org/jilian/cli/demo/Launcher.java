package org.jilian.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A script in the work directory that runs this very program, from the jar or from Maven's class path, so that the
 * commands which the story ends with can be copied as they are.
 */
final class Launcher {
    /** For commands that last a second: compiling thoroughly would cost more than it saves. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private Launcher() {}

    static Path write(Path work) {
        boolean windows = java.io.File.separatorChar == '\\';
        Path arguments = work.resolve("jilian.args");
        Path script = work.resolve(windows ? "jilian.cmd" : "jilian");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            Files.writeString(arguments, arguments(work), StandardCharsets.UTF_8);
            if (windows) {
                Files.writeString(
                        script,
                        "@\"" + java + "\" " + QUICK + " @\"" + arguments + "\" %*\r\n",
                        StandardCharsets.UTF_8);
            } else {
                Files.writeString(
                        script,
                        "#!/bin/sh\nexec '" + java + "' " + QUICK + " '@" + arguments + "' \"$@\"\n",
                        StandardCharsets.UTF_8);
                Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + script, e);
        }
    }

    /** They name this demo: the last one may be another by the time somebody types a command. */
    private static String arguments(Path work) {
        String demo = "-D" + DemoHome.PROPERTY + "=\""
                + work.toAbsolutePath().toString().replace("\\", "\\\\") + "\"\n";
        String[] path = System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1);
        String absolute = Arrays.stream(path)
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(System.getProperty("path.separator")))
                .replace("\\", "\\\\");
        boolean jar = path.length == 1 && path[0].endsWith(".jar");
        return demo + (jar ? "-jar \"" + absolute + "\"\n" : "-cp \"" + absolute + "\"\norg.jilian.cli.Jilian\n");
    }
}

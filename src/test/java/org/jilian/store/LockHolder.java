package org.jilian.store;

import java.nio.file.Path;

/** A process that takes a lock, says so, and holds it until its input ends or it is killed. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        NodeLock.take(Path.of(args[0]));
        System.out.println("held");
        System.in.read();
    }

    static Process start(Path lock) throws Exception {
        String classes = location(NodeLock.class) + java.io.File.pathSeparator + location(LockHolder.class);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        LockHolder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = process.inputReader().readLine();
        if (!"held".equals(said)) {
            throw new IllegalStateException("the holder should say 'held', but says " + said);
        }
        return process;
    }

    private static String location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}

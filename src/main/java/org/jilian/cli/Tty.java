package org.jilian.cli;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Whether a person sits at both ends: standard input and output are a terminal. */
@SuppressWarnings("SystemConsoleNull")
final class Tty {
    private Tty() {}

    /** Since Java 22 a process always has a console, which says itself whether it is a terminal. */
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Console.isTerminal is public since Java 22, but cannot be called", e);
        }
    }

    static Charset charset() {
        Console console = System.console();
        return isThere() && console != null ? console.charset() : StandardCharsets.UTF_8;
    }
}

package org.jilian.cli.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jilian.rules.Text;

/** Where the story is told: lines in one language, and at a terminal a part that is drawn over. */
public final class Stage {
    private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";

    private final PrintWriter out;
    private final Locale locale;
    private final boolean interactive;
    private int drawn;

    public Stage(PrintWriter out, Locale locale, boolean interactive) {
        this.out = out;
        this.locale = locale;
        this.interactive = interactive;
    }

    String in(String zh, String en) {
        return new Text(zh, en).in(locale);
    }

    String language() {
        return locale.getLanguage();
    }

    Locale locale() {
        return locale;
    }

    void say(String line) {
        drawn = 0;
        out.println(line);
        out.flush();
    }

    /** A new part begins. */
    void title(String zh, String en) {
        say("");
        say("── " + in(zh, en));
    }

    /** In place of what was drawn last, where that can be; else nothing. */
    void draw(List<String> lines) {
        if (interactive) {
            if (drawn > 0) {
                out.printf(Locale.ROOT, UP_AND_CLEAR, drawn);
            }
            lines.forEach(out::println);
            out.flush();
            drawn = lines.size();
        }
    }

    /** Stays where it is, in place of what was drawn last. */
    void keep(List<String> lines) {
        if (interactive) {
            draw(lines);
        } else {
            lines.forEach(out::println);
            out.flush();
        }
        drawn = 0;
    }
}

package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.jilian.cli.node.WrongUseException;
import org.jilian.rules.Period;
import org.jilian.rules.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command says and in which form: lines for people in their language, or one JSON object for machines. */
final class Terminal {
    @Option(names = "--json", description = "one JSON object on standard output, nothing else")
    boolean json;

    @Option(names = "--lang", paramLabel = "zh|en", description = "by default the locale's")
    String language = Locale.getDefault().getLanguage().equals("zh") ? "zh" : "en";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    PrintWriter out() {
        return java.util.Objects.requireNonNull(spec).commandLine().getOut();
    }

    PrintWriter err() {
        return java.util.Objects.requireNonNull(spec).commandLine().getErr();
    }

    /** A person sits there: the screen may be drawn over. */
    boolean isInteractive() {
        return !json && Tty.isThere();
    }

    Locale locale() {
        return Locale.forLanguageTag(language);
    }

    String in(String zh, String en) {
        return new Text(zh, en).in(locale());
    }

    /** The period that an option names. */
    Period period(String option, String text) {
        return Period.check(text).fold(valid -> valid.value(), reason -> {
            throw new WrongUseException(option + ": " + reason.what().in(locale()));
        });
    }

    String in(JsonNode both) {
        return in(both.path("zh").asText(), both.path("en").asText());
    }

    /** For people only. */
    void say(String line) {
        if (!json) {
            out().println(line);
        }
    }

    /** For machines only. */
    void print(JsonNode document) {
        if (json) {
            out().println(document);
        }
    }
}

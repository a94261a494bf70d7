package org.jilian.directory;

import java.nio.file.Path;
import java.util.List;

/** What a person has to mend in the federation's files: one line for each mistake, beginning with file and line. */
public final class MisconfiguredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    MisconfiguredException(Path file, int line, String message) {
        this(List.of(file + ":" + line + ": " + message));
    }

    MisconfiguredException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
